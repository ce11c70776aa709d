# Makes spatstat_bandwidths.csv and spatstat_bw_diggle.csv: Rscript spatstat_bandwidths.R, in this folder.
# R 4.2.2, spatstat.explore 3.0.6, spatstat.data 3.0.0.
suppressMessages({library(spatstat.explore); library(spatstat.data)})
p <- read.csv("points.csv")
X <- ppp(p$x, p$y, c(0, 1000), c(0, 800))

# pattern (1 redwood, 2 points.csv), standard deviation, sum of log densities leaving each point out,
# sum of inverse densities; Gaussian, no edge correction.
rows <- list()
for (pattern in 1:2) {
  Y <- if (pattern == 1) redwood else X
  for (s in if (pattern == 1) c(.02, .05, .1, .2) else c(15, 30, 60, 120)) {
    out <- density(Y, s, at = "points", leaveoneout = TRUE, edge = FALSE)
    all <- density(Y, s, at = "points", leaveoneout = FALSE, edge = FALSE)
    rows[[length(rows) + 1]] <- sprintf("%d,%g,%.12g,%.12g", pattern, s, sum(log(out)), sum(1 / all))
  }
}
writeLines(c("pattern,sigma,log,inverse", unlist(rows)), "spatstat_bandwidths.csv")

# Berman and Diggle's criterion on spatstat's own 512 steps, translation correction.
b <- bw.diggle(X, correction = "translate")
writeLines(c("sigma,M", sprintf("%.12g,%.12g", attr(b, "h"), attr(b, "cv"))[-1]), "spatstat_bw_diggle.csv")

# What BandwidthRuleTests states: bandwidths on fine ranges of 400 candidates, and distances.
for (Y in list(redwood, X)) {
  print(c(ppl = bw.ppl(Y, edge = FALSE, shortcut = TRUE, ns = 400), CvL = bw.CvL(Y, ns = 400),
          diggle = bw.diggle(Y), nn1 = mean(nndist(Y)), nn5 = mean(nndist(Y, k = 5))), digits = 8)
  print(bw.scott(Y), digits = 8)
}
