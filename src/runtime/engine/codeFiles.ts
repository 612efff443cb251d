/**
 * What lies where code should lie. A browser says of a program that did not start only that it did not; its file, asked
 * for once more, shows whether it is missing, blocked, a web page, or sent as another type.
 */
import { Failure } from "../../core/failure";

const PATIENCE_MS = 5000;
const TELL_HOST = "If this page was renewed after you opened it, reload it; else tell whoever hosts it.";

/** What is wrong with the file behind `address`; null when it looks as it should. `what` begins a sentence. */
export async function explainCode(what: string, address: string, cause: unknown): Promise<Failure | null> {
  const name = new URL(address).pathname.split("/").at(-1)!;
  let response: Response;
  try {
    response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
    await response.body?.cancel();
  } catch {
    return new Failure(
      "network",
      `${what} could not be fetched: the network gave no answer for ${name}.`,
      "Check the connection, and that no extension blocks this page's files; then press “Start again”.",
      { cause },
    );
  }
  if (!response.ok) {
    const message = `${what} could not be fetched: the server answered ${response.status} for ${name}.`;
    return new Failure("network", message, TELL_HOST, { cause });
  }
  const type = (response.headers.get("content-type") ?? "").split(";")[0]!.trim();
  if (type === "text/html") {
    const message = `${what} is not there: the server sent a web page instead of ${name}.`;
    return new Failure("file", message, TELL_HOST, { cause });
  }
  if (!/^(text|application)\/(x-)?(java|ecma)script$/.test(type)) {
    return new Failure(
      "file",
      `${what} cannot run: the server sends ${name} ${type ? `as “${type}”` : "without a type"}, not as JavaScript.`,
      "Reloading does not help: whoever hosts the page has to send .js and .mjs files as text/javascript.",
      { cause },
    );
  }
  return null;
}

/** The address that a browser names when an import fails; Safari names none. */
export function addressOfCode(error: unknown): string | null {
  const [address = null] = /https?:\/\/[^\s'")]+/.exec(String(error)) ?? [];
  return address;
}
