/** Both models beside each other, a column each under its title; on a phone one under the other. */
import type { ReactNode } from "react";
import type { SideName } from "../../../core/experiment";
import "./UsedSides.css";

export const UsedSides = ({ children }: { readonly children: ReactNode }) => (
  <div className="used-sides">{children}</div>
);

interface UsedSideProps {
  readonly name: SideName;
  readonly title: string;
  /** What is done to its thoughts, for those who do not see it: "line by line". */
  readonly how: string;
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

export function UsedSide({ name, title, how, beside, children }: UsedSideProps) {
  return (
    <section className={`used-side ${name}`} aria-label={`${title}, ${how}`}>
      <h3 className={`side-${name}`}>
        {title} {beside}
      </h3>
      {children}
    </section>
  );
}
