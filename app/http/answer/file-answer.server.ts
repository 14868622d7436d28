/** Answers with a file to be kept, never shown in the page; `name` is plain ASCII. */
export function fileAnswer(body: BodyInit, type: string, name: string): Response {
  return new Response(body, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${name}"`,
      "X-Content-Type-Options": "nosniff",
    },
  });
}

/** Answers with what somebody uploaded: to be kept, whatever is in it, by whoever asked and nobody else. */
export function uploadAnswer(
  fileId: string,
  { content, mime, ending }: { content: Uint8Array; mime: string; ending: string },
): Response {
  const answer = fileAnswer(new Uint8Array(content), mime, `${fileId.slice(0, 8)}.${ending}`);
  answer.headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
  answer.headers.set("Cache-Control", "private, no-store");
  return answer;
}
