import { chromium } from 'playwright-core';
import fs from 'fs';
const b = await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--remote-debugging-port=9377']});
const c = await b.newContext({viewport:{width:390,height:844},deviceScaleFactor:2,isMobile:true,hasTouch:true});
const p = await c.newPage();
p.on('pageerror',e=>console.log('ERR',e.message));
await p.goto('http://localhost:4199/#switch'); await p.waitForTimeout(3500);
let n=1; await p.screenshot({path:`/tmp/trial-s/${n}.png`});
console.log('ready');
const end=Date.now()+420000;
while(Date.now()<end){
 if(fs.existsSync('/tmp/trial-s/cmd')){ const s=fs.readFileSync('/tmp/trial-s/cmd','utf8'); fs.unlinkSync('/tmp/trial-s/cmd'); n++;
  try{ if(s.trim()==='quit')break; const r=await (new (Object.getPrototypeOf(async()=>{}).constructor)('p',s))(p); console.log(n,r);}catch(e){console.log(n,'E',e.message)}
  await p.waitForTimeout(1500); await p.screenshot({path:`/tmp/trial-s/${n}.png`}); console.log('shot',n);
 } await new Promise(r=>setTimeout(r,100));
}
await b.close();
