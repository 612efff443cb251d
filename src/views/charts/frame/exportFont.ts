/**
 * The page's own font as a style sheet that a saved picture carries, since a picture outside the page sees none of its
 * fonts.
 */
import address from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";

let kept: Promise<string> | null = null;

/** "" where the font cannot be fetched: the picture then takes what the reader's machine has. */
export function exportFont(): Promise<string> {
  kept ??= fetchFont().catch(() => {
    kept = null;
    return "";
  });
  return kept;
}

async function fetchFont(): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The font's answer is ${response.status}.`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return (
    `@font-face{font-family:"Inter Variable";font-weight:100 900;` +
    `src:url(data:font/woff2;base64,${btoa(binary)}) format("woff2")}`
  );
}
