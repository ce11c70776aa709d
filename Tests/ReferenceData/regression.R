# Makes regression.csv: fits of count models by R's own glm, MASS::glm.nb and sandwich::NeweyWest.
# Run: Rscript regression.R > regression.csv
suppressMessages(library(MASS)); options(digits = 17)
cat("# R ", R.version$major, ".", R.version$minor, ", MASS ", as.character(packageVersion("MASS")),
    "; made by regression.R\ncase,quantity,value\n", sep = "")
show <- function(case, quantity, values)
  for (i in seq_along(values)) cat(case, ",", quantity, i, ",", format(values[i], digits = 17), "\n", sep = "")
exact <- glm.control(epsilon = 1e-15, maxit = 500)
# Newey-West with Bartlett weights, no small-sample factor, no prewhitening, by its definition.
hac <- function(fit, X, score, lag) {
  u <- X * score; meat <- crossprod(u)
  for (l in seq_len(lag)) {
    g <- crossprod(u[(l + 1):nrow(u), , drop = FALSE], u[1:(nrow(u) - l), , drop = FALSE])
    meat <- meat + (1 - l / (lag + 1)) * (g + t(g))
  }
  B <- summary(fit)$cov.unscaled; sqrt(diag(B %*% meat %*% B))
}
report <- function(case, fit, theta = NULL) {
  show(case, "coefficient", coef(fit)); show(case, "error", sqrt(diag(summary(fit, dispersion = 1)$cov.unscaled)))
  show(case, "deviance", deviance(fit)); show(case, "pearson", residuals(fit, "pearson")[1:3])
  show(case, "devianceResidual", residuals(fit, "deviance")[1:3])
  show(case, "dispersion", sum(residuals(fit, "pearson")^2) / df.residual(fit))
  if (!is.null(theta)) show(case, "theta", theta)
}
y <- c(52,38,61,70,55,66,81,59,74,48,62,41,45,30,52,58,37,49,60,51,39,46,28,35)
t <- 0:23; D <- as.numeric(t >= 12)
f <- glm(y ~ t + D, poisson, control = exact); report("its", f); show("its", "logLikelihood", logLik(f))
show("its", "hac", hac(f, model.matrix(f), y - fitted(f), 3))
n <- glm.nb(y ~ t + D, control = exact); report("its-nb", n, n$theta); show("its-nb", "logLikelihood", logLik(n))
show("its-nb", "hac", hac(n, model.matrix(n), (y - fitted(n)) / (1 + fitted(n) / n$theta), 3))
# Seasons, days of months as exposure, weights; overdispersed counts from a fixed recurrence.
days <- rep(c(31,28,31,30,31,30,31,31,30,31,30,31), 4); m <- 0:47
s <- 7; e <- numeric(48); for (i in 1:48) { s <- (s * 16807) %% 2147483647; e[i] <- s / 2147483647 }
k <- floor(days / 30 * exp(3 + 0.01 * m + 0.3 * sin(2 * pi * m / 12) + 1.2 * (e - 0.5)))
show("season", "count", k)
a <- sin(2 * pi * m / 12); b <- cos(2 * pi * m / 12); w <- rep(c(1, 2, 0.5, 1), 12)
report("season", glm(k ~ m + a + b + offset(log(days)), poisson, control = exact))
report("season-weighted", glm(k ~ m + a + b + offset(log(days)), poisson, weights = w, control = exact))
n <- glm.nb(k ~ m + a + b + offset(log(days)), control = exact); report("season-nb", n, n$theta)
# Sparse counts, heavy dispersion.
z <- c(0,0,3,0,1,0,0,12,0,2,0,0,0,5,0,0,1,0,0,0,7,0,0,1); n <- glm.nb(z ~ I(0:23), control = exact)
report("sparse-nb", n, n$theta)
