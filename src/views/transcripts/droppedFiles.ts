/**
 * Files that were dropped on the page or chosen, with the folder they lie in; a folder is walked to its end. Hidden
 * files are passed over, as a folder's own listing passes them over.
 */
import type { TranscriptSource } from "../../runtime/transcripts/messages";

/** More files than this are no folder of transcripts, but most likely a whole disk. */
export const MOST_FILES = 20_000;

const COLLATOR = new Intl.Collator("en", { numeric: true });
const byName = (a: TranscriptSource, b: TranscriptSource): number => COLLATOR.compare(a.name, b.name);

const isHidden = (name: string): boolean => name.split("/").some((part) => part.startsWith("."));

export function chosenFiles(files: Iterable<File>): TranscriptSource[] {
  return [...files]
    .map((file) => ({ name: file.webkitRelativePath || file.name, blob: file }))
    .filter(({ name }) => !isHidden(name))
    .toSorted(byName);
}

/** Must be called while the drop is handled: afterwards the browser takes the entries away. */
export async function droppedFiles(dropped: DataTransfer): Promise<TranscriptSource[]> {
  const entries = [...dropped.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (entries.length === 0) return chosenFiles(dropped.files);
  const found: TranscriptSource[] = [];
  for (const entry of entries) await walk(entry, found);
  return found.toSorted(byName);
}

async function walk(entry: FileSystemEntry, found: TranscriptSource[]): Promise<void> {
  if (found.length > MOST_FILES || isHidden(entry.name)) return;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    ).catch(() => null);
    if (file) found.push({ name: entry.fullPath.replace(/^\//, ""), blob: file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const next = (): Promise<FileSystemEntry[]> =>
    new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject)).catch(() => []);
  // A folder tells its entries in pieces, the last of which is empty.
  for (let some = await next(); some.length > 0; some = await next()) for (const one of some) await walk(one, found);
}
