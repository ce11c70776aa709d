# Makes spatstat_k_polygon.csv, spatstat_k_inhomogeneous.csv, spatstat_k_cross.csv, spatstat_pcf.csv and
# spatstat_tests.csv: Rscript spatstat_pattern.R, in this folder.
# R 4.2.2, spatstat.explore 3.0.6, spatstat.geom 3.0.6, spatstat.data 3.0.0.
suppressMessages({library(spatstat.explore); library(spatstat.data)})
p <- read.csv("points.csv")
rings <- paste(readLines("polywin.json"), collapse = "")
ring <- function(name) {
  text <- sub(paste0('.*"', name, '": \\[(\\[.*?\\])\\].*'), "\\1", rings, perl = TRUE)
  m <- matrix(as.numeric(regmatches(text, gregexpr("[0-9.]+", text))[[1]]), ncol = 2, byrow = TRUE)
  list(x = m[, 1], y = m[, 2])
}
outer <- ring("outer"); hole <- ring("hole")
W <- owin(poly = list(outer, hole))
stopifnot(abs(area(W) - (sum(area(owin(poly = outer))) - 160 * 150)) < 1e-6)
inside <- inside.owin(p$x, p$y, W)
X <- ppp(p$x[inside], p$y[inside], window = W)
R <- ppp(p$x, p$y, c(0, 1000), c(0, 800))
r <- seq(0, 150, by = 10)

# Translation weights by exact overlap of the polygons: spatstat's own K takes them from pixels.
translated <- function(X, pairs, weights, r) {
  e <- edge.Trans(dx = pairs$dx, dy = pairs$dy, W = Window(X), exact = TRUE, paired = TRUE) * weights
  sapply(r, function(s) sum(e[pairs$d <= s]))
}
pairs <- closepairs(X, 150)
n <- npoints(X); A <- area(W)
# The border rule is asked for alone: with others 3.0.6 sorts distances to the boundary into the steps of r,
# which with steps as wide as these is not the definition.
K <- Kest(X, r = r, correction = c("none", "isotropic"))
Kb <- Kest(X, r = r, correction = "border")$border
b <- bdist.points(X); d <- pairdist(X); diag(d) <- Inf
stopifnot(abs(Kb - sapply(r, function(s) sum(d[b >= s, ] <= s) / sum(b >= s) / intensity(X))) < 1e-6)
Kt <- translated(X, pairs, 1, r) * A / (n * (n - 1))
write.csv(data.frame(r, un = K$un, border = Kb, trans = Kt, iso = K$iso),
          "spatstat_k_polygon.csv", row.names = FALSE)

# Intensities that rise from west to east, in both windows.
rows <- NULL
for (Y in list(R, X)) {
  l <- npoints(Y) / area(Y) * exp((Y$x - 500) / 400)
  K <- Kinhom(Y, l, r = r, correction = "isotropic")
  Kb <- Kinhom(Y, l, r = r, correction = "border")
  q <- closepairs(Y, 150)
  Kt <- translated(Y, q, 1 / (l[q$i] * l[q$j]), r) / sum(1 / l)
  rows <- rbind(rows, data.frame(polygon = as.numeric(!is.rectangle(Window(Y))), r, border = Kb$border,
                                 trans = Kt, iso = K$iso))
}
write.csv(rows, "spatstat_k_inhomogeneous.csv", row.names = FALSE)

# Every third of the points, and the others.
m <- factor(ifelse(seq_len(nrow(p))[inside] %% 3 == 1, "a", "b"))
M <- X %mark% m
K <- Kcross(M, "a", "b", r = r, correction = c("none", "isotropic"))
# By the definition: Kcross sorts into steps too.
b <- bdist.points(X[m == "a"]); d <- crossdist(X[m == "a"], X[m == "b"])
Kb <- sapply(r, function(s) sum(d[b >= s, ] <= s) / sum(b >= s) / intensity(X[m == "b"]))
q <- crosspairs(X[m == "a"], X[m == "b"], 150)
Kt <- translated(X, q, 1, r) * A / (sum(m == "a") * sum(m == "b"))
write.csv(data.frame(r, un = K$un, border = Kb, trans = Kt, iso = K$iso),
          "spatstat_k_cross.csv", row.names = FALSE)

# g by its definition with spatstat's weights of edges (exact), and by spatstat's pcf, which bins distances.
rows <- NULL
for (Y in list(R, X)) {
  h <- 0.15 / sqrt(intensity(Y))
  q <- closepairs(Y, 150 + h)
  e <- as.vector(edge.Ripley(ppp(q$xi, q$yi, window = Window(Y), check = FALSE), matrix(q$d, ncol = 1)))
  k <- function(t) ifelse(abs(t) < 1, 0.75 * (1 - t^2), 0) / h
  exact <- sapply(r[-1], function(s) sum(e * k((s - q$d) / h)) / (2 * pi * s)) *
    area(Y) / (npoints(Y) * (npoints(Y) - 1))
  fine <- seq(0, 150, by = 0.1)
  g <- pcf(Y, r = fine, correction = "isotropic")
  rows <- rbind(rows, data.frame(polygon = as.numeric(!is.rectangle(Window(Y))), r = r[-1], exact,
                                 pcf = g$iso[match(r[-1] * 10, round(fine * 10))]))
}
write.csv(rows, "spatstat_pcf.csv", row.names = FALSE)

# Clark and Evans's index without correction and with Donnelly's, the p-value of the first; chi-square of
# quadrats (columns, rows), its degrees of freedom, and two-sided p-value.
rows <- NULL
for (Y in list(redwood, R, X)) {
  ce <- clarkevans(Y, correction = c("none", "Donnelly"))
  q <- if (is.rectangle(Window(Y))) quadrat.test(Y, 4, 4) else quadrat.test(Y, 3, 2)
  rows <- rbind(rows, data.frame(
    naive = ce[[1]], donnelly = if (is.rectangle(Window(Y))) ce["Donnelly"] else -1,
    p = clarkevans.test(Y, correction = "none")$p.value, X2 = q$statistic, df = q$parameter,
    quadrats = q$p.value))
}
write.csv(rows, "spatstat_tests.csv", row.names = FALSE)
