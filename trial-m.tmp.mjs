import { chromium } from 'playwright-core';
import fs from 'fs';
// persistent: launched w/ remote debugging
const b = await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox']});
const p = await b.newPage({viewport:{width:1366,height:768}});
p.on('pageerror',e=>console.log('ERR',e.message));
await p.goto('http://localhost:4199/#monologue'); await p.waitForTimeout(2500);
await p.screenshot({path:'/tmp/trial-m/1.png'}); console.log('ready');
let n=2;
while(true){
  if(fs.existsSync('/tmp/trial-m/cmd.js')){
    const c=fs.readFileSync('/tmp/trial-m/cmd.js','utf8'); fs.unlinkSync('/tmp/trial-m/cmd.js');
    if(c.trim()==='quit')break;
    try{ const r=await (new Function('p','return (async()=>{'+c+'})()'))(p); if(r!==undefined)console.log(r);}catch(e){console.log('CMDERR',e.message)}
    await p.waitForTimeout(1500);
    await p.screenshot({path:`/tmp/trial-m/${n}.png`}); console.log('shot',n); n++;
  }
  await new Promise(r=>setTimeout(r,200));
}
await b.close();
