/** Types of the plain-JavaScript scripts that the tests and the build import. */
declare module "*/scripts/chromium.mjs" {
  import type { Browser } from "playwright-core";

  export function launch(options?: { webgpu?: boolean }): Promise<Browser>;
}
declare module "*/scripts/fonts.mjs" {
  export interface Face {
    readonly file: string;
    readonly weights: { readonly min: number; readonly max: number };
    readonly text: string;
  }
  export function facesOf(css: string): Face[];
  export function nameBytes(name: string): Buffer;
  export function cut(face: Face): Promise<{ readonly sfnt: Buffer; readonly woff2: Buffer }>;
}
declare module "*/scripts/headers.mjs" {
  export interface Served {
    readonly file: string;
    readonly embeddable: boolean;
  }
  type Headers = Readonly<Record<string, string>>;
  export const PAGES: readonly Served[];
  export const ISOLATION: Headers;
  export const META_POLICY: string;
  export function headersFor(path: string, pages?: readonly Served[]): Headers;
  export function recipe(host: string, pages?: readonly Served[]): string | null;
}
declare module "*/scripts/linkPreview.mjs" {
  import type { HtmlTagDescriptor } from "vite";

  export const CARD: Readonly<{ file: string; width: number; height: number; alt: string }>;
  export function siteAddress(environment?: Readonly<Record<string, string | undefined>>): string | null;
  export function linkPreview(address: string | null): HtmlTagDescriptor[];
}
declare module "*/scripts/modelCards.mjs" {
  import type { Connect } from "vite";

  export function modelCards(folder: string): { readonly path: string; readonly text: string }[];
  export function serveCards(folder: string): Connect.NextHandleFunction;
}
declare module "*/scripts/serve.mjs" {
  export function serve(options?: {
    port?: number;
    headers?: (path: string) => Readonly<Record<string, string>>;
    root?: string;
    base?: string;
  }): Promise<{ address: string; close(): void }>;
}
declare module "*/scripts/harness.mjs" {
  export function serveTool(html: string): Promise<{ page: string; close(): void }>;
}
declare module "*/bench/soak.mjs" {
  export interface Soak {
    readonly opened: number;
    readonly highest: number;
    readonly last: number;
    readonly msPerStep: { readonly mean: number; readonly median: number; readonly ninth: number };
    readonly failures: readonly string[];
  }
  export function measureSoak(steps: number): Promise<Soak[]>;
}
