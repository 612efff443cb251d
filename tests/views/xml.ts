/**
 * A check that a text is well-formed XML (elements, attributes, references and characters; no doctype, no comments).
 */
const NAME = /^[A-Za-z_][\w:.-]*/;

/** What is wrong with it, in order; empty when it is well formed. */
export function wellFormed(text: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  let roots = 0;
  // What XML 1.0 forbids, written as the complement of what it allows.
  const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.exec(text);
  if (forbidden) faults.push(`character ${forbidden[0].codePointAt(0)} at ${forbidden.index}`);
  for (const part of text.match(/<[^>]*>|[^<]+|</g) ?? []) {
    if (!part.startsWith("<")) {
      if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(part)) faults.push(`a bare & in “${part}”`);
      if (open.length === 0 && part.trim() !== "") faults.push(`text outside: “${part}”`);
      continue;
    }
    if (part.startsWith("</")) {
      const name = part.slice(2, -1).trim();
      if (open.pop() !== name) faults.push(`${part} closes nothing`);
      continue;
    }
    const inner = part.slice(1, part.endsWith("/>") ? -2 : -1);
    const name = NAME.exec(inner)?.[0];
    if (name === undefined || part === "<") {
      faults.push(`${part} is no tag`);
      continue;
    }
    const rest = inner.slice(name.length);
    if (!/^(?:\s+[A-Za-z_][\w:.-]*="(?:[^"&<]|&(?:\w+|#\d+|#x[\da-f]+);)*")*\s*$/i.test(rest))
      faults.push(`attributes of ${part}`);
    const names = [...rest.matchAll(/\s([\w:.-]+)="/g)].map(([, attribute]) => attribute);
    if (new Set(names).size !== names.length) faults.push(`an attribute twice in ${part}`);
    if (open.length === 0) roots++;
    if (!part.endsWith("/>")) open.push(name);
  }
  if (open.length > 0) faults.push(`never closed: ${open.join(" ")}`);
  if (roots === 0) faults.push("no element");
  return faults;
}
