/// The page's style: no font and no picture is fetched. Colours keep a contrast of 4.5 to 1 for text and 3 to 1 for marks
/// (WCAG 2.2 AA); sides are named by the direction of the text, so that both languages share every rule.
enum HTMLStyle {
  static let css = base + parts + charts + small

  private static let base = """
    :root{--ink:#1b2733;--soft:#4c5b6a;--line:#d5dce1;--paper:#fff;--tint:#f4f6f5;--accent:#0b6464;--warn:#9a3412;--bad:#a61b1b;--good:#1d6b43}
    *{box-sizing:border-box}
    html{font-family:Vazirmatn,"Noto Sans Arabic","Noto Sans",system-ui,"Segoe UI",Roboto,Tahoma,sans-serif;color:var(--ink);background:var(--tint);line-height:1.6;-webkit-text-size-adjust:100%}
    html:lang(fa){line-height:1.85}
    body{margin:0 auto;max-width:72rem;padding:0 1.25rem 3rem}
    h1,h2,h3{line-height:1.35;margin:0}
    h1{font-size:clamp(1.45rem,3.4vw,2.1rem);font-weight:700;text-wrap:balance}
    h2{font-size:1.3rem;margin-bottom:.4rem}
    h3{font-size:1rem;margin:1.4rem 0 .4rem}
    p{margin:.4rem 0 .8rem;max-width:46rem}
    a{color:var(--accent)}
    a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
    .skip{position:absolute;inset-inline-start:-999rem}
    .skip:focus{position:static;display:inline-block;padding:.5rem 1rem;background:var(--paper)}

    """

  private static let parts = """
    .top{padding:2.2rem 0 1.2rem;border-bottom:3px solid var(--accent)}
    .kicker{color:var(--accent);font-weight:700;margin:0 0 .3rem}
    .meta{color:var(--soft);margin:.5rem 0 0}
    .notice{background:#fdf3dc;border-inline-start:4px solid #b7791f;padding:.55rem .9rem;margin:.9rem 0 0;max-width:none}
    .contents ol{display:flex;flex-wrap:wrap;gap:.15rem 1.1rem;list-style:none;padding:0;margin:.9rem 0 1.4rem}
    .contents a{display:inline-block;padding:.2rem 0;text-decoration-thickness:1px;text-underline-offset:.25em}
    section{background:var(--paper);border:1px solid var(--line);border-radius:.6rem;padding:1.3rem 1.5rem 1.1rem;margin:0 0 1.1rem}
    .lead{font-size:1.08rem;color:var(--ink);max-width:52rem}
    .note{color:var(--soft);font-size:.9rem}
    .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.2rem,1fr));gap:.8rem;margin:.9rem 0 1.1rem}
    .cards>div{border:1px solid var(--line);border-top:4px solid var(--accent);border-radius:.45rem;padding:.7rem .85rem;display:flex;flex-direction:column}
    .cards dt{color:var(--soft);font-size:.88rem}
    .cards dd{margin:0}
    .cards b{display:block;font-size:1.6rem;line-height:1.4;font-variant-numeric:tabular-nums}
    .cards b.long{font-size:1.12rem;line-height:1.9;overflow-wrap:anywhere}
    .cards span{color:var(--soft);font-size:.84rem;display:block;line-height:1.5}
    .plain,.first{padding-inline-start:1.3rem;margin:.4rem 0 .9rem;max-width:52rem}
    .plain li,.first li{margin:.25rem 0}
    :lang(fa) ol.first{list-style:persian}
    .scroll{overflow-x:auto;margin:.6rem 0 1rem;border:1px solid var(--line);border-radius:.4rem;background:linear-gradient(90deg,#fff 30%,#fff0) left/2.2rem 100% no-repeat local,linear-gradient(270deg,#fff 30%,#fff0) right/2.2rem 100% no-repeat local,linear-gradient(90deg,#1c2b3a33,#1c2b3a00) left/.8rem 100% no-repeat scroll,linear-gradient(270deg,#1c2b3a33,#1c2b3a00) right/.8rem 100% no-repeat scroll}
    table{border-collapse:collapse;width:100%;font-size:.88rem;line-height:1.55}
    caption{text-align:start;font-weight:700;padding:.55rem .7rem;font-size:.95rem}
    th,td{padding:.36rem .7rem;text-align:start;vertical-align:middle;border-top:1px solid var(--line)}
    thead th{background:var(--tint);font-weight:600;color:var(--soft);vertical-align:bottom;white-space:normal}
    tbody th{font-weight:600;background:var(--paper);min-width:9rem}
    tbody tr:hover>*{background:#f3f8f7}
    .num{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
    thead th.num{white-space:normal}
    td.chart,th.chart{min-width:11rem;width:24%}
    .tag{display:inline-block;padding:0 .5rem;border-radius:1rem;font-size:.82rem;white-space:nowrap;border:1px solid currentColor}
    .tag.bad{color:var(--bad)}.tag.warn{color:var(--warn)}.tag.good{color:var(--good)}.tag.calm{color:var(--soft)}
    details{border:1px solid var(--line);border-radius:.4rem;margin:.6rem 0;padding:0 .9rem}
    .folds{display:grid;grid-template-columns:repeat(auto-fill,minmax(19rem,1fr));gap:.5rem;align-items:start;margin:.6rem 0}
    .folds details{margin:0}
    summary{cursor:pointer;padding:.5rem 0;color:var(--accent);font-weight:600}
    figure{margin:.8rem 0 1.1rem}
    figcaption{font-weight:700;font-size:.95rem;margin-bottom:.5rem}
    .legend{display:flex;flex-wrap:wrap;gap:.2rem 1rem;list-style:none;padding:0;margin:.5rem 0 0;font-size:.85rem;color:var(--soft)}
    .key{display:inline-block;width:.85rem;height:.85rem;border-radius:.15rem;margin-inline-end:.4rem;vertical-align:-.1rem}
    .panels{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.6rem,1fr));gap:.9rem;margin:.8rem 0}
    .panel{border:1px solid var(--line);border-radius:.4rem;padding:.6rem .75rem;display:flex;flex-direction:column}
    .panel h3{margin:0;font-size:.9rem;font-weight:600;flex:1}
    .big{font-size:1.25rem;font-weight:700;margin:.1rem 0}
    .ends{display:flex;justify-content:space-between;direction:ltr;font-size:.76rem;color:var(--soft);margin:0}
    .steps,.steps ul{list-style:none;margin:0;padding-inline-start:1.1rem;border-inline-start:2px solid var(--line)}
    .steps{margin:.2rem 0 .8rem;font-size:.9rem}
    .steps b{margin-inline-start:.5rem;font-variant-numeric:tabular-nums}
    .steps small{margin-inline-start:.6rem;color:var(--soft);font-size:.85em}
    .formula code{font-size:.95em;background:var(--tint);padding:.1rem .4rem;border-radius:.25rem}
    footer{color:var(--soft);font-size:.85rem}

    """

  private static let charts = """
    svg{display:block}
    .bar{border-radius:2px;min-width:9rem}
    [dir=rtl] .bar,[dir=rtl] .ribbons{transform:scaleX(-1)}
    .need{fill:#b45309;background:#b45309}.fund{fill:#0b6464;background:#0b6464}
    .q1{fill:#0b5252;background:#0b5252}.q2{fill:#3f8f8a;background:#3f8f8a}.q3{fill:#c98a3c;background:#c98a3c}.q4{fill:#a33b2b;background:#a33b2b}.q0{fill:#7b8794;background:#7b8794}
    .s-good{fill:#1d7a4b;background:#1d7a4b}.s-warn{fill:#d18b1f;background:#d18b1f}.s-bad{fill:#b3261e;background:#b3261e}.s-calm{fill:#8a97a3;background:#8a97a3}.s-off{fill:#c5cdd3;background:#c5cdd3}
    .c0{fill:#0b6464;background:#0b6464}.c1{fill:#3b5ba5;background:#3b5ba5}.c2{fill:#8a3f7b;background:#8a3f7b}.c3{fill:#4d7c2a;background:#4d7c2a}.c4{fill:#b45309;background:#b45309}.c5{fill:#2f7f9f;background:#2f7f9f}.c6{fill:#6b4fa0;background:#6b4fa0}.c7{fill:#7a6a1f;background:#7a6a1f}.c8{fill:#a33b5c;background:#a33b5c}.c9{fill:#37657d;background:#37657d}.cx{fill:#8a97a3;background:#8a97a3}.cn{fill:#5b6670;background:#5b6670}.cp{fill:#a9b3bb;background:#a9b3bb}
    .node{fill:#4c5b6a}
    .ribbon{fill-opacity:.38;background:none}
    .ribbon:hover{fill-opacity:.75}
    .flow{display:grid;grid-template-columns:minmax(6rem,22%) 1fr minmax(7rem,28%);gap:.6rem;height:var(--flow-height)}
    .flow ul{position:relative;list-style:none;margin:0;padding:0;font-size:.82rem;line-height:1.35}
    .flow li{position:absolute;inset-inline:0;transform:translateY(-50%)}
    .flow b{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden;font-weight:600}
    .flow .flow-end b{-webkit-line-clamp:1}
    .flow span{color:var(--soft);font-size:.76rem;white-space:nowrap}
    .flow-start{text-align:end}
    .flow .flow-dense li{display:flex;gap:.5rem;align-items:baseline}
    .flow .flow-dense b{display:block;min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
    .flow .flow-dense span{flex:none}
    .flow-start.flow-dense li{justify-content:flex-end}
    .axis{stroke:#9aa6b0;stroke-width:1;vector-effect:non-scaling-stroke}
    .grid{stroke:#d5dce1;stroke-width:1;stroke-dasharray:3 3;vector-effect:non-scaling-stroke}
    .trend{fill:none;stroke:#0b6464;stroke-width:2;stroke-linejoin:round;stroke-linecap:round;vector-effect:non-scaling-stroke}
    .median{stroke:#b45309;stroke-width:2;vector-effect:non-scaling-stroke}
    .trend-end{fill:none;stroke:#0b6464;stroke-width:7;stroke-linecap:round;vector-effect:non-scaling-stroke}

    """

  private static let small = """
    @media (max-width:40rem){
    body{padding:0 .7rem 2rem}
    section{padding:1rem .8rem .7rem;border-radius:.4rem}
    .flow{grid-template-columns:29% 1fr 36%;gap:.35rem}
    .flow ul{font-size:.7rem;line-height:1.3}
    .flow span{font-size:.66rem;white-space:normal}
    .flow .flow-dense span{display:none}
    .panels{grid-template-columns:1fr 1fr;gap:.5rem}
    .panel{padding:.5rem}
    .cards{grid-template-columns:1fr 1fr;gap:.5rem}
    .cards b{font-size:1.3rem}
    table{font-size:.82rem}
    th,td{padding:.34rem .45rem}
    td.chart,th.chart{min-width:6rem}
    td:last-child:not(.num):not(.chart){min-width:9rem}
    .bar{min-width:5.4rem}
    .folds{grid-template-columns:1fr}
    tbody th{min-width:7.5rem;position:sticky;inset-inline-start:0;box-shadow:1px 0 0 var(--line),-1px 0 0 var(--line)}
    }
    @media (max-width:24rem){
    .flow b{-webkit-line-clamp:1}
    }
    @media print{
    .part:has(+ details[open]),.part + details:not([open]){display:none}
    .folds{grid-template-columns:1fr 1fr}
    @page{size:A4;margin:14mm 12mm;@bottom-center{content:counter(page) " / " counter(pages);font-size:8pt;color:#4c5b6a}}
    @page fa{@bottom-center{content:counter(page,persian) " از " counter(pages,persian)}}
    body:lang(fa){page:fa}
    html{background:#fff;font-size:9.5pt}
    body{max-width:none;padding:0}
    .contents,.skip{display:none}
    section{border:0;padding:0;margin:0 0 7mm;border-radius:0}
    .scroll{overflow:visible;border:0;background:none}
    .flow{zoom:.78}
    table{font-size:8pt}
    th,td{padding:.18rem .35rem}
    tbody th{min-width:0}
    td.chart,th.chart{min-width:0}
    h2,h3,figcaption,caption{break-after:avoid}
    tr,figure,.panel,.cards>div{break-inside:avoid}
    #decisions + #picture{break-before:page}
    #decisions li{margin:0 0 .6rem;font-size:1.05rem}
    thead{display:table-header-group}
    details{border:0;padding:0}
    *{-webkit-print-color-adjust:exact;print-color-adjust:exact}
    }

    """
}
