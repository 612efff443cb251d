/**
 * Fetches ONNX Runtime's WebAssembly from our own host with progress. The file's name holds its hash, so the browser's
 * HTTP cache keeps it for good; the magic bytes are checked, since a host may answer anything with its front page.
 */
import { asFailure, cancelled, Failure, isOutOfMemory } from "../../core/failure";
import type { Progress } from "../engine/progress";

const WHAT = "ONNX Runtime";
const RENEWED = "If this page was renewed after you opened it, reload it; else tell whoever hosts it.";
const MAGIC = [0x00, 0x61, 0x73, 0x6d];

/** ONNX Runtime's WebAssembly as brotli, as a share of its size: 0.18 to 0.19 for its three builds. */
const PACKED = 0.19;

/** The whole file, `bytes` long once it is unpacked; told in bytes as they are sent, which the answer's head says. */
export async function fetchRuntime(
  url: URL,
  bytes: number,
  on: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const tell = (share: number, total: number): void =>
    on({ stage: "runtime", what: WHAT, done: Math.round(share * total), total, cached: false });
  tell(0, 0);
  try {
    const response = await fetch(url, { signal });
    if (!response.ok || !response.body) {
      throw new Failure(
        "network",
        `ONNX Runtime could not be fetched: the server answered ${response.status}.`,
        RENEWED,
      );
    }
    if (response.headers.get("content-type")?.startsWith("text/html")) {
      throw new Failure("file", "ONNX Runtime is not there: the server sent a web page instead of the file.", RENEWED);
    }
    const sent = sentBytes(response.headers, bytes);
    tell(0, sent);
    const reader = response.body.getReader();
    const whole = new Uint8Array(bytes);
    let done = 0;
    for (;;) {
      const chunk = await reader.read();
      if (chunk.done) break;
      if (done + chunk.value.length <= bytes) whole.set(chunk.value, done);
      done += chunk.value.length;
      if (done > bytes) break;
      tell(done / bytes, sent);
    }
    if (done !== bytes || MAGIC.some((byte, i) => whole[i] !== byte)) {
      throw new Failure(
        "file",
        "ONNX Runtime arrived torn or as another file.",
        "Reload the page; if it stays, the host serves a damaged copy.",
      );
    }
    return whole;
  } catch (error) {
    if (signal.aborted) throw cancelled();
    if (error instanceof Failure || isOutOfMemory(String(error))) throw asFailure(error);
    throw new Failure(
      "network",
      "ONNX Runtime could not be fetched: the connection broke off.",
      "Check the connection and try again.",
      { cause: error },
    );
  }
}

/** How much crosses the network; a host that compresses while it sends does not say, so that it is an estimate then. */
function sentBytes(headers: Headers, bytes: number): number {
  const said = Number(headers.get("content-length"));
  if (Number.isSafeInteger(said) && said > 0 && said <= bytes) return said;
  return headers.has("content-encoding") ? Math.round(bytes * PACKED) : bytes;
}
