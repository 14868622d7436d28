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

/** A text in any letters as the parameter of a header takes it. Source: RFC 8187, ext-value. */
function extendedValue(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Answers with what somebody uploaded: to be kept, whatever is in it, by whoever asked and nobody else. */
export function uploadAnswer(
  fileId: string,
  { content, mime, name, ending }: { content: Uint8Array; mime: string; name: string | null; ending: string },
): Response {
  const plain = `${fileId.slice(0, 8)}.${ending}`;
  const answer = fileAnswer(new Uint8Array(content), mime, plain);
  if (name !== null)
    answer.headers.set(
      "Content-Disposition",
      `attachment; filename="${plain}"; filename*=UTF-8''${extendedValue(`${name}.${ending}`)}`,
    );
  answer.headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
  answer.headers.set("Cache-Control", "private, no-store");
  return answer;
}
