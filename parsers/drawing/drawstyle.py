"""The style sheet of drawn letters: quiet paper, one colour per role, dashed where a person should look."""

STYLE = """
:root{--nuevo:#1a7f4b;--saliente:#8a5a00;--respaldo:#6b3fa0;--institucion:#1f5fa8;--otro:#5b6470;--duda:#b3261e}
*{box-sizing:border-box}
body{margin:0;display:grid;grid-template-columns:minmax(19rem,26rem) 1fr;font:15px/1.45 system-ui,sans-serif;
  color:#1d232b;background:#eceff3}
aside{position:sticky;top:0;height:100vh;overflow:auto;padding:1.25rem;background:#fff;border-right:1px solid #d5dae1}
h1{margin:0;font-size:1.15rem;overflow-wrap:anywhere}
h2{margin:1.25rem 0 .4rem;font-size:.95rem;color:#3d4651}
.tipo{margin:.2rem 0 0;color:#5b6470}
dl{margin:0}
dt{margin-top:.5rem;font-size:.8rem;color:#5b6470}
dd{margin:0;overflow-wrap:anywhere;font-weight:600}
dd a{color:inherit;text-decoration-color:#b9c1cc;text-underline-offset:.2em}
dd small{display:block;font-weight:400;color:#5b6470}
dd.dudoso>a,dd.dudoso{color:var(--duda)}
.problemas{margin:0;padding:0;list-style:none}
.problemas li{margin:.35rem 0;padding:.45rem .6rem;border-left:4px solid var(--duda);background:#fdf3f2}
.problemas li.dudoso,.problemas li.conflicto{border-color:#c98a00;background:#fff8e8}
main{padding:1.5rem;min-width:0}
section>h2{margin-top:0;overflow-wrap:anywhere}
figure{margin:0 auto 1.75rem;max-width:60rem}
figcaption{margin-bottom:.3rem;font-size:.8rem;color:#5b6470}
.hoja{position:relative;background:#fff;box-shadow:0 1px 5px rgb(0 0 0/.22)}
.hoja img,.hoja svg{display:block;width:100%}
svg text{font:10px ui-monospace,monospace;fill:#1d232b}
svg path{stroke:#7a838f;stroke-width:.7}
.hoja span{position:absolute;border:2px solid var(--otro);border-radius:3px;scroll-margin:30vh;
  background:color-mix(in srgb,var(--otro) 14%,transparent);mix-blend-mode:multiply}
.hoja .nuevo{border-color:var(--nuevo);background:color-mix(in srgb,var(--nuevo) 16%,transparent)}
.hoja .saliente{border-color:var(--saliente);background:color-mix(in srgb,var(--saliente) 16%,transparent)}
.hoja .respaldo{border-color:var(--respaldo);background:color-mix(in srgb,var(--respaldo) 16%,transparent)}
.hoja .institucion{border-color:var(--institucion);background:color-mix(in srgb,var(--institucion) 16%,transparent)}
.hoja .dudoso{border-style:dashed;border-color:var(--duda)}
.hoja span:target{outline:4px solid #ffb300;outline-offset:2px}
@media (max-width:60rem){body{display:block}aside{position:static;height:auto}}
@media print{aside{position:static;height:auto}body{display:block}}
"""
