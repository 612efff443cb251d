/**
 * Says of a picture whether it was computed here just now or recorded when the models were made.
 */
import "./SourceMark.css";

export function SourceMark({ source, of }: { readonly source: "live" | "recorded"; readonly of: string }) {
  return (
    <span className={`source-mark ${source}`}>
      {source === "live" ? `Computed here, ${of}` : `Recorded evaluation, ${of}`}
    </span>
  );
}
