/**
 * Trusted Types: which scripts may be started by their address. Page and worker each call this once, before the page
 * starts the worker and before ONNX Runtime, in the worker, starts its threads; the policy in scripts/headers.mjs asks
 * for it.
 */

interface TrustedTypes {
  createPolicy(name: "default", rules: { createScriptURL(address: string): string | null }): unknown;
}

/** Files of our own host alone: no other origin, and no blob: or data: address, whose text could come from anywhere. */
function ownScript(address: string): string | null {
  const { protocol, host } = new URL(address, self.location.href);
  return protocol === self.location.protocol && host === self.location.host ? address : null;
}

/**
 * The rules for HTML and inline scripts are left out, so that both are refused. Browsers without Trusted Types go on.
 */
export function trustOwnScripts(): void {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy("default", { createScriptURL: ownScript });
}
