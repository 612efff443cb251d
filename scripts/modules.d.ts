/** Types of the plain-JavaScript scripts that the browser tests import. */
declare module "*/scripts/chromium.mjs" {
  import type { Browser } from "playwright-core";

  export function launch(options?: { webgpu?: boolean }): Promise<Browser>;
}
declare module "*/scripts/serve.mjs" {
  export function serve(options?: {
    port?: number;
    isolation?: boolean;
    root?: string;
  }): Promise<{ address: string; close(): void }>;
}
declare module "*/scripts/harness.mjs" {
  export function serveTool(html: string): Promise<{ page: string; close(): void }>;
}
