/// What the style of a site has beyond that of a page by itself.
enum SiteStyle {
  static let css =
    HTMLStyle.css + """
      .bar-top{display:flex;flex-wrap:wrap;align-items:center;gap:.2rem 1.2rem;padding:.9rem 0 .5rem;border-bottom:1px solid var(--line)}
      .bar-top p{margin:0;max-width:none}
      .brand{font-weight:700;flex:1 1 18rem}
      .brand a{color:var(--ink);text-decoration:none}
      .menu{flex:1 0 100%}
      .menu ul{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;list-style:none;margin:0;padding:0}
      .menu a{display:inline-block;padding:.25rem 0;text-decoration:none}
      .menu a:hover{text-decoration:underline}
      .menu a[aria-current]{font-weight:700;color:var(--ink);border-bottom:3px solid var(--accent)}
      .search{position:relative}
      .search input{font:inherit;font-size:.95rem;padding:.25rem .5rem;border:1px solid #7b8794;border-radius:.3rem;width:13rem;max-width:60vw;background:var(--paper);color:var(--ink)}
      .found{position:absolute;z-index:2;inset-inline-end:0;margin:.2rem 0 0;padding:0;list-style:none;width:min(26rem,86vw);background:var(--paper);border-radius:.3rem;box-shadow:0 4px 18px #0003}
      .found li{padding:.3rem .7rem;border-bottom:1px solid var(--line);font-size:.9rem;color:var(--soft)}
      .found:empty{display:none}
      .top{padding:1.4rem 0 1.1rem}
      .top + main{margin-top:1.2rem}
      .trail{font-weight:400}
      .pairs{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:.15rem 1.4rem;margin:.4rem 0 1rem}
      .pairs div{border-top:1px solid var(--line);padding:.3rem 0}
      .pairs dt{color:var(--soft);font-size:.84rem}
      .pairs dd{margin:0}
      .plot{position:relative;height:17rem;margin:.4rem 7.5rem 2.2rem 4.2rem;direction:ltr}
      .plot svg{position:absolute;inset:0;overflow:visible}
      .plot span{position:absolute;font-size:.8rem;line-height:1.2;white-space:nowrap}
      .plot .at-y{right:calc(100% + .5rem);transform:translateY(-50%);color:var(--soft)}
      .plot .at-x{top:calc(100% + .4rem);transform:translateX(-50%);color:var(--soft)}
      .plot .end{left:calc(100% + .6rem);transform:translateY(-50%);font-weight:700;white-space:normal;width:7rem}
      .plot .t-actual{color:#0b6464}.plot .t-target{color:#9a4a06}.plot .t-forecast{color:#3b5ba5}
      .line-actual,.line-target,.line-band,.line-forecast,.dot-actual,.dot-target,.dot-forecast{fill:none;vector-effect:non-scaling-stroke;stroke-linecap:round;stroke-linejoin:round}
      .line-actual,.dot-actual{stroke:#0b6464}.line-target,.dot-target,.line-band{stroke:#b45309}.line-forecast,.dot-forecast{stroke:#3b5ba5}
      .line-actual,.line-target{stroke-width:2.5}.line-band{stroke-width:1.5;stroke-dasharray:5 4}.line-forecast{stroke-width:2;stroke-dasharray:4 4}
      .dot-actual,.dot-forecast{stroke-width:8}.dot-target{stroke-width:6}
      .files{columns:2 18rem}
      @media (max-width:40rem){
      .plot{height:13rem;margin:.4rem 5.4rem 2.2rem 3.2rem}
      .plot span{font-size:.72rem}
      .plot .end{width:5.2rem}
      .menu ul{gap:.05rem .9rem}
      .search{flex:1 0 100%}
      }
      @media print{
      .menu,.search,.twin,.trail{display:none}
      .bar-top{padding:0}
      a{color:inherit;text-decoration:none}
      }

      """
}
