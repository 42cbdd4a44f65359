/// Four decimals say all that a probability or a similarity can, and are the same on every BLAS.
package func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
