/** A table of rates with their intervals, which are never broken over two lines; where it is too wide, it scrolls. */
import type { ReactNode } from "react";
import "./RatesTable.css";

export function RatesTable({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="rates-scroll" role="region" aria-label={label} tabIndex={0}>
      <table className="rates">{children}</table>
    </div>
  );
}
