/// What the pages of the workbench have beyond those of a site.
enum DeskStyle {
  static let css = """
    .menu .desk:first-of-type,.menu li:not(.desk)+.desk{border-inline-start:2px solid var(--line);padding-inline-start:1.1rem}
    [hidden]{display:none!important}
    body:has(.desk-page){max-width:90rem}
    .saved{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;align-items:baseline;margin:.2rem 0 1rem}
    .saved h2{font-size:1rem;margin:0}
    .saved ul{display:contents;list-style:none}
    a.made{color:inherit;text-decoration:none;border-bottom:1px dotted var(--soft)}
    .cards a.made{border:0}
    .cards a.made b{text-decoration:underline dotted;text-decoration-thickness:1px;text-underline-offset:.35em}
    a.made:hover,a.made:focus-visible{border-bottom:1px solid var(--accent);color:var(--accent)}
    input,select,textarea,button{font:inherit;color:var(--ink)}
    input:not([type=range]),select,textarea{border:1px solid #7b8794;border-radius:.3rem;padding:.3rem .5rem;background:var(--paper);max-width:100%}
    input:focus-visible,select:focus-visible,textarea:focus-visible,button:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
    input[aria-invalid]{border-color:var(--bad)}
    button,.button{border:1px solid var(--accent);border-radius:.3rem;padding:.35rem .9rem;background:var(--paper);color:var(--accent);cursor:pointer;text-decoration:none;display:inline-block;line-height:1.6}
    button.primary{background:var(--accent);color:#fff}
    button.small{padding:.05rem .55rem;font-size:.86rem}
    button:disabled{border-color:var(--line);color:var(--soft);cursor:default}
    .row{display:flex;flex-wrap:wrap;gap:.6rem 1rem;align-items:end;margin:.5rem 0}
    .row label span,.sliders label span{display:block;font-size:.86rem;color:var(--soft)}
    .sliders{display:grid;grid-template-columns:repeat(auto-fit,minmax(16rem,1fr));gap:.8rem 2rem;margin:.6rem 0 1rem}
    .slider{display:grid;grid-template-columns:1fr 6.5rem;gap:.2rem .8rem;align-items:center}
    .slider>span{grid-column:1/-1;font-size:.9rem;color:var(--soft)}
    .slider input[type=range]{width:100%;accent-color:var(--accent);min-height:1.8rem}
    .slider input:not([type=range]){width:100%;direction:ltr}
    .desk-page{display:grid;grid-template-columns:minmax(19rem,5fr) minmax(0,7fr);gap:1.1rem;align-items:start}
    .desk-page>div{min-width:0}
    .desk-page>form section:last-child{margin-bottom:0}
    .limits{list-style:none;margin:.3rem 0 .8rem;padding:0}
    .limits li{border-top:1px solid var(--line);padding:.45rem 0;display:grid;grid-template-columns:1fr auto;gap:.1rem .6rem}
    .limits small{color:var(--soft);grid-column:1/-1}
    .limits .clash{border-inline-start:4px solid var(--bad);padding-inline-start:.6rem}
    .limits .clash small{color:var(--bad)}
    .lines{display:block}
    .lines span{display:block;color:var(--soft);font-size:.86rem}
    .lines textarea{width:100%;font-family:ui-monospace,"Noto Sans Mono","DejaVu Sans Mono",monospace;font-size:.86rem;line-height:1.6}
    .refused{background:#fbeaea;border-inline-start:4px solid var(--bad);padding:.55rem .9rem;margin:.6rem 0}
    .refused p{margin:.2rem 0}
    .done{background:#e8f3ec;border-inline-start:4px solid var(--good);padding:.55rem .9rem;margin:.6rem 0}
    .status{min-height:1.7em;color:var(--soft);font-size:.9rem;margin:.2rem 0}
    .working #result{opacity:.65}
    td input.amount{width:9.5rem;text-align:end;direction:ltr;padding:.1rem .4rem}
    td input.source{width:9rem;padding:.1rem .4rem}
    td input.amount[inputmode=decimal]{width:7rem}
    .plus{color:var(--good)}.minus{color:var(--bad)}
    .difference{list-style:none;padding:0;margin:.6rem 0;border:1px solid var(--line);border-radius:.3rem;font-size:.86rem;overflow-wrap:anywhere;line-height:1.7}
    .difference li{padding:.05rem .7rem;unicode-bidi:plaintext;white-space:pre-wrap}
    .difference del,.difference ins{text-decoration:none}
    .difference .gone{background:#fbeaea;border-inline-start:4px solid var(--bad)}
    .difference .came{background:#e8f3ec;border-inline-start:4px solid var(--good)}
    .difference .gone::before{content:"− "}
    .difference .came::before{content:"+ "}
    .difference .skipped{color:var(--soft);background:var(--tint)}
    .inside-row{display:inline}
    body:has(.present){max-width:none;font-size:1.25rem;line-height:1.8}
    body:has(.present) main{padding-inline:1vw}
    body:has(.present) table{font-size:1.15rem}
    body:has(.present) .menu,body:has(.present) .search,body:has(.present) footer{display:none}
    body:has(.present) h1{font-size:1.4rem}
    body:has(.present) h2{font-size:1.9rem}
    body:has(.present) main>section{min-height:70vh}
    :fullscreen{overflow:auto;background:var(--paper)}
    :fullscreen .present,:fullscreen .bar-top{display:none}
    .pages{display:flex;gap:1rem;align-items:center;flex-wrap:wrap;margin:.5rem 0}
    .question{font-size:1.12rem;font-weight:600}
    .answers{list-style:none;padding:0;margin:.6rem 0;display:grid;gap:.5rem}
    .answers button{width:100%;text-align:start;padding:.55rem .9rem}
    .answers kbd,.keys kbd{border:1px solid var(--line);border-radius:.25rem;padding:0 .35rem;background:var(--tint);color:var(--soft);font-size:.86rem}
    .inside{display:inline}
    .inside button{border:0;background:none;padding:.25rem 0;text-decoration:underline;color:var(--accent)}
    .cell{display:flex;gap:.4rem;min-width:14rem}
    .cell input{min-width:7rem;flex:1}
    .narrow{max-width:26rem;margin:2rem auto}
    .narrow label{display:block;margin:.6rem 0}
    .narrow label span{display:block}
    .narrow input{width:100%}
    @media (max-width:56rem){.desk-page{grid-template-columns:minmax(0,1fr)}}
    @media (max-width:40rem){
    .sliders{grid-template-columns:minmax(0,1fr)}
    fieldset{min-inline-size:0}
    .row label{flex:1 1 100%;min-width:0}
    .row input:not([type=range]),.row select{width:100%}
    .menu .desk:first-of-type,.menu li:not(.desk)+.desk{border:0;padding:0}
    }
    @media print{.row,button,.limits button{display:none}}

    """
}
