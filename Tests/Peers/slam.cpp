// SLAM (Chan, U, Choi and Xu 2022, "SLAM: Efficient sweep line algorithms for kernel density
// visualization", SIGMOD), the bucket variant, written for this comparison after the paper and the
// structure of its authors' public code: for each row of cells all points
// within the radius of it are found by a scan, each enters and leaves the sums of the Epanechnikov
// kernel at two cells of the row, and a sweep along the row adds up. O(rows × (points + columns)).
//
// slam POINTS n columns rows radius SURFACE: prints seconds of processor and of wall.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

struct Sums {
  double count = 0, x = 0, y = 0, square = 0;
  void add(double px, double py, double sign) {
    count += sign, x += sign * px, y += sign * py, square += sign * (px * px + py * py);
  }
};

static void sweep(const std::vector<double>& points, double centre, double radius, double width,
                  std::vector<Sums>& buckets, double* out, int columns) {
  std::fill(buckets.begin(), buckets.end(), Sums());
  for (size_t i = 0; i < points.size(); i += 2) {
    const double dy = points[i + 1] - centre;
    if (std::fabs(dy) >= radius) continue;
    const double half = std::sqrt(radius * radius - dy * dy), x = points[i];
    // The first cell whose centre is at or beyond either end of the point's reach.
    const double from = std::ceil((x - half) / width - 0.5);
    const double to = std::ceil((x + half) / width - 0.5);
    buckets[std::clamp(from, 0.0, double(columns))].add(x, dy, 1);
    buckets[std::clamp(to, 0.0, double(columns))].add(x, dy, -1);
  }
  const double peak = 2 / (M_PI * radius * radius);
  Sums sums;
  for (int column = 0; column < columns; column++) {
    const Sums& here = buckets[column];
    sums.count += here.count, sums.x += here.x, sums.y += here.y, sums.square += here.square;
    const double x = (column + 0.5) * width;
    const double squares = sums.count * x * x - 2 * x * sums.x + sums.square;
    out[column] = peak * (sums.count - squares / (radius * radius));
  }
}

int main(int count, char** arguments) {
  if (count != 7) return 64;
  const size_t n = std::atoll(arguments[2]);
  const int columns = std::atoi(arguments[3]), rows = std::atoi(arguments[4]);
  const double radius = std::atof(arguments[5]);
  const double width = 90000.0 / columns, height = 60000.0 / rows;
  std::vector<double> points(2 * n);
  FILE* file = std::fopen(arguments[1], "rb");
  if (!file || std::fread(points.data(), 16, n, file) != n) return 66;
  std::fclose(file);

  const std::clock_t processor = std::clock();
  const auto wall = std::chrono::steady_clock::now();
  std::vector<double> surface(size_t(columns) * rows);
  std::vector<Sums> buckets(columns + 1);
  for (int row = 0; row < rows; row++)
    sweep(points, (row + 0.5) * height, radius, width, buckets, &surface[size_t(row) * columns],
          columns);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - wall;
  std::printf("%.6f %.6f\n", double(std::clock() - processor) / CLOCKS_PER_SEC, seconds.count());

  file = std::fopen(arguments[6], "wb");
  if (!file || std::fwrite(surface.data(), 8, surface.size(), file) != surface.size()) return 74;
  return std::fclose(file) == 0 ? 0 : 74;
}
