/**
 * How many of its rows a picture shows on the stage, where not all of them fit at a size that the last row can read.
 */
export function ShownOf({ shown, all }: { readonly shown: number; readonly all: number }) {
  if (shown >= all) return null;
  return (
    <p className="key">
      {shown} of {all} shown here; all are on the page.
    </p>
  );
}
