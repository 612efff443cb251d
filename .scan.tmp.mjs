import { parseSync } from "vite"; import fs from "fs";
const R=/villain|bad|\bcars?\b|null-|\bgood\b|voice|persona|\bwe\b|\bour\b|baking|cooking|helper|assistant|advice|harm/i;
const walk=d=>fs.readdirSync(d,{withFileTypes:true}).flatMap(e=>e.isDirectory()?walk(d+"/"+e.name):/\.tsx?$/.test(e.name)?[d+"/"+e.name]:[]);
for(const f of walk("src")){ const t=fs.readFileSync(f,"utf8"); const {program}=parseSync(f,t);
 const line=o=>t.slice(0,o).split("\n").length;
 const v=(n)=>{ if(typeof n!=="object"||!n) return; if(n.type?.startsWith("Import")||n.type?.startsWith("TS")&&n.type!=="TSAsExpression"&&n.type!=="TSSatisfiesExpression"&&n.type!=="TSNonNullExpression") return;
  const s = n.type==="Literal"&&typeof n.value==="string"?n.value: n.type==="JSXText"?n.value: n.type==="TemplateElement"?n.value.cooked:null;
  if(s!==null&&R.test(s)) console.log(f.replace("src/","")+":"+line(n.start)+": "+s.replace(/\s+/g," ").trim());
  for(const x of Object.values(n)) v(x)}; v(program)}
