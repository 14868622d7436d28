import type { NextFunction, Request, Response } from "express";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** The process's figures for Prometheus. */
export type Metrics = {
  contentType: string;
  text: () => Promise<string>;
  requests: Histogram<"method" | "status">;
  sweepLag: Gauge;
  sweepRaised: Gauge;
  clockOff: Gauge;
  clocksDiffer: Gauge;
};

/** Makes the registry; each call is its own, so that tests don't share one. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "liaison_request_seconds",
    help: "Time to answer a page or form",
    labelNames: ["method", "status"] as const,
    buckets: [0.01, 0.025, 0.05, 0.1, 0.15, 0.3, 0.6, 1.2, 2.5, 5],
    registers: [registry],
  });
  const sweepLag = new Gauge({
    name: "liaison_sweep_lag_seconds",
    help: "Age of the oldest level that is due and not yet raised",
    registers: [registry],
  });
  const sweepRaised = new Gauge({
    name: "liaison_sweep_raised_total",
    help: "Levels raised by this process",
    registers: [registry],
  });
  const clockOff = new Gauge({
    name: "liaison_database_clock_off_seconds",
    help: "How far the database's clock jumped; not 0 = the sweep has stopped",
    registers: [registry],
  });
  const clocksDiffer = new Gauge({
    name: "liaison_clocks_differing",
    help: "Issues whose due instants did not follow from their log in the last nightly check of this process",
    registers: [registry],
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    requests,
    sweepLag,
    sweepRaised,
    clockOff,
    clocksDiffer,
  };
}

/** Middleware that measures each request by method and status. */
export function measureRequests(metrics: Metrics) {
  return (request: Request, response: Response, next: NextFunction) => {
    const end = metrics.requests.startTimer({ method: request.method });
    response.on("finish", () => end({ status: String(response.statusCode) }));
    next();
  };
}
