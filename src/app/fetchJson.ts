/**
 * The page's own JSON files, before any worker is there: the list of models and the recorded first picture. What does
 * not arrive as JSON is told apart: no network, no file, a web page, a file that was cut short.
 */
import { asFailure, Failure } from "../core/failure";
import { parseJson } from "../model/files/text";

const STAYS = "Reload the page; if it stays so, tell whoever hosts it.";

/** `what` begins a sentence. Throws a Failure. */
export async function fetchJson(address: URL, what: string): Promise<unknown> {
  const response = await fetch(address).catch((error: unknown) => {
    const message = `${what} could not be fetched: the network gave no answer.`;
    throw new Failure("network", message, "Check the connection and reload.", { cause: error });
  });
  if (!response.ok)
    throw new Failure("network", `${what} could not be fetched: the server answered ${response.status}.`, STAYS);
  const bytes = await response.arrayBuffer().catch((error: unknown) => {
    const message = `${what} broke off while it was fetched.`;
    throw new Failure("network", message, "Check the connection and reload.", { cause: error });
  });
  const text = new TextDecoder().decode(bytes).trim();
  if (text.startsWith("<"))
    throw new Failure("file", `${what} is not there: the server sent a web page instead of the file.`, STAYS);
  if (text.startsWith("{") && !text.endsWith("}"))
    throw new Failure("file", `${what} was cut short: it ends after ${bytes.byteLength} bytes.`, STAYS);
  try {
    return parseJson(new Uint8Array(bytes), what);
  } catch (error) {
    throw new Failure("file", asFailure(error).message, STAYS, { cause: error });
  }
}
