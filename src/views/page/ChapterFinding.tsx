/** A chapter's finding in one sentence, before its pictures; it stands in the place of what the reader will see. */
import type { ReactNode } from "react";
import "./ChapterFrame.css";

export function ChapterFinding({ children }: { readonly children: ReactNode }) {
  return <p className="chapter-finding">{children}</p>;
}
