# Adaptive and relative densities by sparr 2.2-17 (spatstat.explore 3.0.6, R 4.2.2; licence of sparr:
# GPL >= 2): writes relative_density*.csv where it is run.
# Points stand at the centres of cells, so that sparr's rounding of points to cells changes nothing.
suppressMessages(library(sparr))
library(spatstat.geom)

size <- 32
cell <- 100
window <- owin(c(0, size * cell), c(0, size * cell))
set.seed(20)
snap <- function(x) pmin(pmax(floor(x / cell), 0), size - 1) * cell + cell / 2
cases <- unique(data.frame(
  x = snap(c(rnorm(60, 1200, 350), runif(40, 0, 3200))),
  y = snap(c(rnorm(60, 1900, 250), runif(40, 0, 3200)))))
controls <- unique(data.frame(
  x = snap(c(rnorm(90, 1900, 600), runif(90, 0, 3200))),
  y = snap(c(rnorm(90, 1500, 600), runif(90, 0, 3200)))))
case_points <- ppp(cases$x, cases$y, window = window)
control_points <- ppp(controls$x, controls$y, window = window)

deviation <- 180
digits <- function(x) sprintf("%.12g", x)

# Abramson, pilot of 220 m at the centres of the cells, without edge correction, factors cut at 1.5.
adaptive <- bivariate.density(case_points, h0 = deviation, hp = 220, adapt = TRUE,
  resolution = size, edge = "none", trim = 1.5, intensity = TRUE, verbose = FALSE)
cells <- function(image) digits(as.vector(t(as.matrix(image))))

# Relative density: uniform edge correction, and asymptotic p-values of a raised ratio.
f <- bivariate.density(case_points, h0 = deviation, resolution = size, verbose = FALSE)
g <- bivariate.density(control_points, h0 = deviation, resolution = size, verbose = FALSE)
pooled <- bivariate.density(superimpose(case_points, control_points), h0 = deviation,
  resolution = size, verbose = FALSE)
ratio <- risk(f, g, epsilon = 0.1, verbose = FALSE)$rr
# sparr tests the ratio without a floor.
plain <- sparr:::tol.asy.fix(f, g, pooled)
mass <- as.matrix(f$q)
squared_mass <- 4 * pi * plain$rz * mass^2

# Standard errors of the densities of cases and of controls, without edge correction.
errors <- lapply(list(case_points, control_points), function(points)
  spatstat.explore::density.ppp(points, sigma = deviation, edge = FALSE, se = TRUE,
    dimyx = size)$SE)

write <- function(table, name, about) {
  file <- file(name, "w")
  writeLines(paste0("# ", about, ". By sparr 2.2-17 (GPL >= 2): see relative_density.R."), file)
  write.csv(table, file, row.names = FALSE, quote = FALSE)
  close(file)
}
write(data.frame(x = cases$x, y = cases$y, deviation = digits(adaptive$h)),
  "relative_density_cases.csv", "Cases, and their bandwidths by Abramson's rule, in metres")
write(controls, "relative_density_controls.csv", "Controls, in metres")
write(data.frame(adaptive = cells(adaptive$z), mass = cells(mass),
  squared_mass = cells(squared_mass), log_ratio = cells(ratio), z = cells(plain$zst),
  p = cells(plain$p), case_error = cells(errors[[1]]), control_error = cells(errors[[2]])),
  "relative_density.csv", "32 by 32 cells of 100 m, by rows from the south, columns along x")
