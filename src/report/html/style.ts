/** The look of the report: light and dark as the reader's system has it, and on paper. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1b1f;--soft:#5b5b66;--line:#d9d9e0;--field:#f5f5f8;--link:#0b57d0;--best:#0a6b3d}
@media (prefers-color-scheme:dark){:root{--paper:#16171b;--ink:#e8e8ec;--soft:#a5a5b0;--line:#383942;--field:#202128;--link:#8ab4f8;--best:#6fdc9c}}
*{box-sizing:border-box}
html{scroll-padding-top:4rem}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,"DejaVu Sans",sans-serif}
a{color:var(--link)}
main{max-width:1240px;margin:0 auto;padding:0 1rem 4rem}
header{padding:1.5rem 0 .5rem}
h1{font-size:1.6rem;margin:0}h2{font-size:1.3rem;margin:2.5rem 0 .5rem;border-bottom:1px solid var(--line)}h3{font-size:1.05rem;margin:2rem 0 .2rem}
p{margin:.4rem 0;max-width:80ch}.about,.note,figcaption{color:var(--soft);font-size:.87rem}
nav{position:sticky;top:0;z-index:2;background:var(--paper);border-bottom:1px solid var(--line);padding:.5rem 0;display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:center}
nav label{display:flex;gap:.4rem;align-items:center}
input[type=search]{font:inherit;padding:.15rem .5rem;border:1px solid var(--line);border-radius:4px;background:var(--field);color:inherit;width:16rem}
button,summary{cursor:pointer}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99em}.skip:focus{left:1rem;top:1rem;background:var(--paper);z-index:3}
fieldset{border:1px solid var(--line);border-radius:4px;display:flex;flex-wrap:wrap;gap:.2rem 1rem}
.scroll{overflow-x:auto}.defs{position:absolute}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.87rem;margin:.4rem 0}
th,td{padding:.16rem .6rem;text-align:left;white-space:nowrap;border-bottom:1px solid var(--line)}
.n{text-align:right}${[1, 2, 3, 4, 5, 6].map((n) => `.from${n} td:nth-child(n+${n})`).join(',')}{text-align:right}
thead th{background:var(--field)}
th button{all:unset;cursor:pointer;font-weight:600}th button:focus-visible{outline:2px solid var(--link)}
th[aria-sort=ascending] button::after{content:" \\2191"}th[aria-sort=descending] button::after{content:" \\2193"}
tbody tr:hover{background:var(--field)}
.best{font-weight:700;color:var(--best)}
summary{padding:.25rem 0;font-weight:600}
pre{background:var(--field);padding:.6rem .8rem;overflow-x:auto;font:12.5px/1.4 ui-monospace,"DejaVu Sans Mono",monospace;border-radius:4px}
figure{margin:1rem 0;border:1px solid var(--line);border-radius:6px;padding:.6rem;overflow-x:auto;background:#fff}
figcaption{color:#555}
figure svg{max-width:100%;height:auto}
.tools{display:flex;gap:.4rem;align-items:center}.tools button{font:inherit;min-width:2.2rem;border:1px solid var(--line);background:var(--field);color:inherit;border-radius:4px}
.canvas{border:1px solid var(--line);border-radius:6px;overflow:hidden;touch-action:pan-y}
.canvas svg{display:block;width:100%;height:auto}.canvas.moved{cursor:grab}
.hover{min-height:1.5em;font:12.5px/1.4 ui-monospace,monospace;color:var(--soft)}
[hidden]{display:none!important}
@media (prefers-color-scheme:dark){
.map-paper{fill:#16171b}.map-ground{fill:#202128}.map-text{fill:#e8e8ec}.map-text[fill="#5c5c5c"]{fill:#a5a5b0}
.map-yes{fill:#6fdc9c}.map-no{fill:#ff8ac4}.map-behind{fill:#5a2f47}.map-pa{stroke:#ff8ac4}.map-va,.map-base{stroke:#fff}
.map-outline{stroke:#e8e8ec}.map-dot{stroke:#e8e8ec}.map-break{stroke:#a5a5b0}}
@media print{nav,.tools,.hover,.skip,fieldset{display:none}main{max-width:none;padding:0}body{font-size:10pt;background:#fff;color:#000}
section,figure,tr{break-inside:avoid}.scenario{break-inside:auto}h2,h3{break-after:avoid}.scroll{overflow:visible}table{font-size:7.5pt}th,td{padding:.1rem .3rem}a{color:inherit;text-decoration:none}}
`;
