# Distribution functions and their inverses, by R's own (nmath). Writes distributions.csv.
# Where p is above 1/2, quantiles are taken from the upper tail 1 - p, as doubles give it.
options(digits = 17)
out <- file("distributions.csv", "w")
add <- function(what, value, a, b, c = 0)
  cat(what, ",", paste(sapply(c(a, b, c, value), function(x) format(x, digits = 17)), collapse = ","), "\n", sep = "", file = out)
cat("what,first,second,third,value\n", file = out)
for (shape in c(0.01, 0.25, 0.5, 1, 3, 19.5, 20.5, 150, 4000, 250000, 1e8))
  for (p in c(1e-30, 1e-9, 0.001, 0.025, 0.5, 0.9, 0.975, 0.999)) {
    x <- if (p <= 0.5) qgamma(p, shape) else qgamma(1 - p, shape, lower.tail = FALSE)
    if (x > 1e-290) add("gamma.quantile", x, p, shape)
    if (p < 0.5) add("gamma.quantileAbove", qgamma(p, shape, lower.tail = FALSE), p, shape)
  }
for (s in list(c(0.5, 0.5), c(1, 1), c(2, 7), c(5, 12), c(12, 5), c(1, 1e6), c(19, 40), c(21, 3000), c(1625, 2791), c(30000, 0.5), c(250000, 300000)))
  for (p in c(1e-12, 0.001, 0.025, 0.5, 0.975, 0.999)) {
    x <- if (p <= 0.5) qbeta(p, s[1], s[2]) else qbeta(1 - p, s[1], s[2], lower.tail = FALSE)
    add("beta.quantile", x, p, s[1], s[2])
    if (x < 1 - 1e-9) {
      add("beta.below", pbeta(x, s[1], s[2]), x, s[1], s[2])
      add("beta.above", pbeta(x, s[1], s[2], lower.tail = FALSE), x, s[1], s[2])
    }
  }
for (df in c(0.7, 1, 2, 5, 21, 44.5, 1000, 1e6)) {
  for (t in c(-40, -2.5, -0.001, 0.3, 1.96, 6)) add("t.below", pt(t, df), t, df)
  for (p in c(1e-9, 0.025, 0.3, 0.95, 0.999)) add("t.quantile", qt(p, df), p, df)
}
for (b in list(c(0, 10, 0.3), c(3, 10, 0.3), c(10, 10, 0.3), c(5, 16, 0.5), c(110, 246, 0.5), c(1625, 4415, 0.5), c(2, 1e6, 1e-6), c(300, 1e5, 0.0025), c(50200, 1e5, 0.5))) {
  add("binomial.equal", dbinom(b[1], b[2], b[3]), b[1], b[2], b[3])
  add("binomial.atMost", pbinom(b[1], b[2], b[3]), b[1], b[2], b[3])
  add("binomial.atLeast", pbinom(b[1] - 1, b[2], b[3], lower.tail = FALSE), b[1], b[2], b[3])
}
close(out)
