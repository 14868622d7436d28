/** Server settings of the embedded database: one small machine that also runs the application. */
const SETTINGS: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  password_encryption: "scram-sha-256",
  // Rounds protect secrets that can be guessed; ours are long and random, and each connection pays for the rounds.
  scram_iterations: "1",
  max_connections: "100",
  shared_buffers: "256MB",
  effective_cache_size: "1GB",
  work_mem: "8MB",
  maintenance_work_mem: "128MB",
  random_page_cost: "1.1",
  jit: "off",
  // Two cores serve many short requests: a parallel plan of one would delay all others.
  max_parallel_workers_per_gather: "0",
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  // Squeezing whole pages cost a third of a sweep's processor time and saved a quarter of its log (pglz: the binaries know no other).
  wal_compression: "off",
  // Bounds what is replayed after a crash: ready again within seconds.
  max_wal_size: "512MB",
  min_wal_size: "128MB",
  checkpoint_timeout: "5min",
  checkpoint_completion_target: "0.9",
  // After a crash all files are brought to the disk: one call for the file system, not one for each of thousands.
  ...(process.platform === "linux" ? { recovery_init_sync_method: "syncfs" } : {}),
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  log_min_messages: "warning",
  log_line_prefix: "%m [%p] ",
  log_checkpoints: "off",
};

/** For a server that is thrown away: nothing survives a crash, in exchange for speed. */
const THROW_AWAY: Record<string, string> = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_compression: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  shared_buffers: "128MB",
  max_connections: "200",
  max_wal_size: "1GB",
};

/** Command line of `postgres`; `extra` wins. */
export function serverArguments(
  dataPath: string,
  port: number,
  ephemeral: boolean,
  extra: Record<string, string> = {},
): string[] {
  const all = { ...SETTINGS, ...(ephemeral ? THROW_AWAY : {}), ...extra };
  return [
    "-D",
    dataPath,
    "-p",
    String(port),
    ...Object.entries(all).flatMap(([key, value]) => ["-c", `${key}=${value}`]),
  ];
}
