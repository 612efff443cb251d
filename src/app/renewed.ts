/**
 * Why a part of the page's code did not arrive. A host that has put up a newer build no longer has the files that this
 * page names; everything else is worth another try.
 */
import { Failure } from "../core/failure";

/** Asks the host for the page once more, and compares the program it names with the one that runs. */
export async function whyCodeIsMissing(what: string, cause: unknown): Promise<Failure> {
  if (await wasRenewed()) {
    return new Failure(
      "file",
      `${what} did not arrive: this page was renewed after you opened it.`,
      "Reload it; the address keeps what you see.",
      { cause },
    );
  }
  return new Failure("network", `${what} did not arrive.`, "Check the connection and try again.", { cause });
}

async function wasRenewed(): Promise<boolean> {
  const program = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  const name = program?.src.split("/").at(-1);
  if (!name) return false;
  try {
    const [address = ""] = window.location.href.split("#");
    const response = await fetch(address, { cache: "no-store" });
    if (!response.ok) return false;
    const page = await response.text();
    // Not every web page is ours: a network that asks for a password answers with its own.
    return page.includes('id="root"') && !page.includes(name);
  } catch {
    return false;
  }
}
