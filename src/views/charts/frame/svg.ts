/** Text within SVG. */

/** Text as XML: five signs escaped; what XML cannot hold at all (control characters, half surrogates) becomes "�". */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
