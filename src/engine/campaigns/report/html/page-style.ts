/** The style of the report's page: light and dark as the reader's machine is set, one column on a telephone, and fit to be printed. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ink:#1d2733;--soft:#5b6b7d;--line:#dde3ea;--ground:#f6f8fa;--card:#fff;--full:#1f6feb;--pale:#cfe0fb;--bad:#b42318}
@media (prefers-color-scheme:dark){:root{--ink:#e6ebf1;--soft:#9fb0c3;--line:#2c3947;--ground:#11181f;--card:#18222c;--full:#58a6ff;--pale:#274264;--bad:#ff8a80}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:1120px;margin:0 auto;padding:28px 20px 60px}
h1{font-size:26px;line-height:1.25;margin:0}
h2{font-size:17px;margin:0 0 12px}
p{margin:4px 0 0}
.soft{color:var(--soft)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(164px,1fr));gap:12px;margin:22px 0}
.tile,section{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:16px}
.tile strong{display:block;font-size:28px;line-height:1.2;font-variant-numeric:tabular-nums}
.tile.bad strong{color:var(--bad)}
.sections{columns:430px;column-gap:14px}
.sections section{break-inside:avoid;margin-bottom:14px}
.bars{display:grid;grid-template-columns:minmax(92px,max-content) 1fr;gap:7px 12px;margin:0}
.bars dt{overflow-wrap:anywhere}
.bars dd{display:flex;align-items:center;gap:10px;margin:0}
.track{flex:1;min-width:50px}
.track b{display:block;height:14px;border-radius:3px;min-width:2px;overflow:hidden}
.track i{display:block;height:14px;background:var(--full)}
b.full{background:var(--full)} b.pale{background:var(--pale)}
.track.line{position:relative;background:linear-gradient(var(--line),var(--line)) center/100% 1px no-repeat}
.track u{position:absolute;top:-2px;width:4px;height:18px;margin-left:-2px;border-radius:2px;background:var(--full)}
.note{color:var(--soft);font-variant-numeric:tabular-nums;white-space:nowrap}
.columns{width:100%;height:auto}
.columns .pale{fill:var(--pale)} .columns .full{fill:var(--full)} .columns text{fill:var(--soft);font-size:10px}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:right;padding:5px 0 5px 14px;border-bottom:1px solid var(--line)}
th:first-child,td:first-child{text-align:left;padding-left:0}
td:first-child{overflow-wrap:anywhere}
th{font-weight:600;color:var(--soft)}
.scroll{overflow-x:auto}
details{margin-top:10px}
summary{cursor:pointer;color:var(--soft)}
code{font:12px/1.6 ui-monospace,SFMono-Regular,Menlo,monospace;overflow-wrap:anywhere}
footer{margin-top:22px;color:var(--soft)}
@media print{body{background:none}.tile,section{break-inside:avoid}}
`
