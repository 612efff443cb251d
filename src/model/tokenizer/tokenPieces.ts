/**
 * What a vocabulary entry stands for, as bytes. Byte-level vocabularies spell each byte as one printable character
 * (GPT-2's bytes_to_unicode); SentencePiece ones write "▁" for a space and <0x0A> for a byte.
 */
import { encodeUtf8 } from "../files/text";

let builtMap: ReadonlyMap<string, number> | null = null;

/** GPT-2's alphabet: printable Latin-1 characters stand for themselves, the other 68 bytes for U+0100 onwards. */
function byteOfCharacter(): ReadonlyMap<string, number> {
  if (builtMap) return builtMap;
  const map = new Map<string, number>();
  let next = 256;
  for (let byte = 0; byte < 256; byte++) {
    const printable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    map.set(String.fromCharCode(printable ? byte : next++), byte);
  }
  builtMap = map;
  return map;
}

/** The bytes a byte-level vocabulary entry stands for; plain UTF-8 where it is not spelled in that alphabet. */
export function byteLevelBytes(entry: string): Uint8Array {
  const map = byteOfCharacter();
  const bytes = Array.from(entry, (character) => map.get(character));
  return bytes.every((byte) => byte !== undefined) ? Uint8Array.from(bytes) : encodeUtf8(entry);
}

/** The bytes a SentencePiece entry stands for. */
export function sentencePieceBytes(entry: string): Uint8Array {
  const byte = /^<0x([0-9A-Fa-f]{2})>$/.exec(entry)?.[1];
  return byte === undefined ? encodeUtf8(entry.replaceAll("▁", " ")) : Uint8Array.of(Number.parseInt(byte, 16));
}
