/**
 * Saving a picture or its numbers as a file on the reader's machine. Nothing leaves the page.
 */
import { Failure } from "../../../core/failure";

export function saveBlob(name: string, blob: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function saveCsv(name: string, csv: string): void {
  // The byte-order mark makes spreadsheets read UTF-8.
  saveBlob(`${name}.csv`, new Blob(["\ufeff", csv], { type: "text/csv;charset=utf-8" }));
}

export function saveJson(name: string, json: string): void {
  saveBlob(`${name}.json`, new Blob([json], { type: "application/json" }));
}

export function saveSvg(name: string, svg: string): void {
  saveBlob(`${name}.svg`, new Blob([svg], { type: "image/svg+xml" }));
}

/** Browsers draw no canvas wider or higher than this. */
const LARGEST_SIDE = 16_384;

/**
 * The same picture as pixels, in its own size where there is room. Throws a Failure when the browser cannot draw it.
 */
export async function savePng(name: string, svg: string): Promise<void> {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    image.src = address;
    await image.decode().catch((error: unknown) => {
      throw new Failure("internal", "This browser could not draw this picture as PNG; SVG works.", "", {
        cause: error,
      });
    });
    const scale = Math.min(1, LARGEST_SIDE / image.naturalWidth, LARGEST_SIDE / image.naturalHeight);
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(image.naturalWidth * scale);
    canvas.height = Math.floor(image.naturalHeight * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (!blob) throw new Failure("memory", "This picture is too large for this browser to turn into PNG; SVG works.");
    saveBlob(`${name}.png`, blob);
  } finally {
    URL.revokeObjectURL(address);
  }
}
