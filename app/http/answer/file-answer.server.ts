/** Answers with a file to be kept, never shown in the page; `name` is plain ASCII, `called` what people call it in any letters. */
export function fileAnswer(body: BodyInit, type: string, name: string, called?: string): Response {
  const wide = called === undefined ? "" : `; filename*=UTF-8''${extendedValue(called)}`;
  return new Response(body, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${name}"${wide}`,
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
  const called = name === null ? undefined : `${name}.${ending}`;
  const answer = fileAnswer(new Uint8Array(content), mime, plain, called);
  answer.headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
  answer.headers.set("Cache-Control", "private, no-store");
  return answer;
}
