/** Said under a picture that is wider than its room, where nothing else shows that there is more. */
import { type RefObject, useLayoutEffect, useState } from "react";
import "./ScrollHint.css";

export function ScrollHint({ columns }: { readonly columns: number }) {
  return (
    <p className="scroll-hint">
      Scroll sideways <span aria-hidden="true">→</span> to see all {columns} columns.
    </p>
  );
}

/** Whether what is in this box is wider than the box. */
export function useOverflow(of: RefObject<HTMLElement | null>): boolean {
  const [overflows, setOverflows] = useState(false);
  useLayoutEffect(() => {
    const node = of.current;
    if (!node) return;
    const measure = (): void => setOverflows(node.scrollWidth > node.clientWidth + 1);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, [of]);
  return overflows;
}
