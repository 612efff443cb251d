/**
 * Another host for the tests of the policy: it answers everybody, writes down what it was asked for, frames what it is told
 * to, and collects the browser's reports of violations.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { headersFor } from "../../scripts/headers.mjs";
import type { HeadersOf } from "./site";

export interface Violation {
  readonly directive: string;
  readonly blocked: string;
  readonly document: string;
}

export interface Stranger {
  readonly address: string;
  /** The names asked for, each once. */
  asked(): string[];
  violated(): Violation[];
  /** Our headers, with the wish to be told of every violation, in a page, a worker or a thread. */
  readonly reporting: HeadersOf;
  /** The address of a page that frames another. */
  framing(page: string): string;
  forget(): void;
  close(): void;
}

interface Report {
  readonly "csp-report": Readonly<Record<"effective-directive" | "blocked-uri" | "document-uri", string>>;
}

export async function openStranger(): Promise<Stranger> {
  const asked = new Set<string>();
  const violations: Violation[] = [];
  const record = (name: string, body: string): void => {
    if (name !== "report") return void asked.add(name);
    const report = (JSON.parse(body) as Report)["csp-report"];
    violations.push({
      directive: report["effective-directive"],
      blocked: report["blocked-uri"],
      document: report["document-uri"],
    });
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://stranger");
    const framed = url.searchParams.get("page");
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      if (framed === null) record(url.pathname.slice(1), body);
      response.writeHead(200, {
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Content-Type": framed === null ? "text/javascript" : "text/html",
      });
      response.end(framed === null ? "" : `<iframe src="${framed}"></iframe>`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    asked: () => [...asked],
    violated: () => [...violations],
    reporting(path) {
      const headers = headersFor(path);
      const policy = `${headers["Content-Security-Policy"]}; report-uri ${address}/report`;
      return { ...headers, "Content-Security-Policy": policy };
    },
    framing: (page) => `${address}/?page=${encodeURIComponent(page)}`,
    forget() {
      asked.clear();
      violations.length = 0;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
