// Integer work that looks like hashing to telemetry, for measuring a detector. It hashes nothing of
// any chain: there is no header, no nonce that anybody wants, no difficulty, no pool and no network.
//
//   nvcc -O3 -arch=native -o kernels kernels.cu
//   ./kernels memory  SECONDS [TABLE_GIB]    random 128-byte reads of a table, mixed with a Keccak-like permutation
//   ./kernels integer SECONDS                the permutation alone, in registers
//   ./kernels duty    SECONDS PERCENT [PERIOD_MS]   the permutation, running PERCENT of every period
//   ./kernels stencil SECONDS [GIB]          a 7-point stencil in double precision: an innocent twin
//   ./kernels fma     SECONDS                single-precision multiply-adds in registers: another
//   ./kernels hold    SECONDS [GIB]          memory allocated, nothing runs
#include <cuda_runtime.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>

using Clock = std::chrono::steady_clock;

static void check(cudaError_t error, const char* what) {
  if (error != cudaSuccess) {
    std::fprintf(stderr, "%s: %s\n", what, cudaGetErrorString(error));
    std::exit(1);
  }
}

__device__ __forceinline__ uint64_t rotate(uint64_t x, int n) { return (x << n) | (x >> (64 - n)); }

// One round over five lanes in the manner of Keccak: theta, rho, chi. Enough to keep the integer units busy and the
// result unpredictable; not a cryptographic function.
__device__ __forceinline__ void mix(uint64_t s[5], uint64_t round) {
  uint64_t parity = s[0] ^ s[1] ^ s[2] ^ s[3] ^ s[4];
#pragma unroll
  for (int i = 0; i < 5; i++) s[i] = rotate(s[i] ^ rotate(parity, 1), 7 * i + 1);
  uint64_t a = s[0], b = s[1];
  s[0] ^= ~s[1] & s[2];
  s[1] ^= ~s[2] & s[3];
  s[2] ^= ~s[3] & s[4];
  s[3] ^= ~s[4] & a;
  s[4] ^= ~a & b;
  s[0] ^= round * 0x9E3779B97F4A7C15ull;
}

__global__ void fillTable(uint64_t* table, uint64_t words) {
  uint64_t stride = uint64_t(gridDim.x) * blockDim.x;
  for (uint64_t i = uint64_t(blockIdx.x) * blockDim.x + threadIdx.x; i < words; i += stride) {
    uint64_t x = i * 0xD1342543DE82EF95ull + 1;
    table[i] = x ^ (x >> 29);
  }
}

// Sixteen threads read one line of 128 bytes together, 64 lines in a row, each address from what was read before.
__global__ void memoryHard(const uint64_t* __restrict__ table, uint64_t lines, uint64_t seed, uint64_t* out) {
  uint64_t thread = uint64_t(blockIdx.x) * blockDim.x + threadIdx.x;
  int lane = threadIdx.x & 15;
  uint64_t s[5] = {seed + (thread >> 4), seed ^ 2, 3, 4, 5};
  for (int access = 0; access < 64; access++) {
    mix(s, access);
    uint64_t line = __umul64hi(__shfl_sync(0xFFFFFFFFu, (unsigned long long)s[0], access & 15, 16), lines);
    s[1] ^= table[line * 16 + lane];
  }
  if (s[0] == 0x0123456789ABCDEFull) *out = thread;
}

__global__ void integerOnly(uint64_t seed, int rounds, uint64_t* out) {
  uint64_t thread = uint64_t(blockIdx.x) * blockDim.x + threadIdx.x;
  uint64_t s[5] = {seed + thread, seed ^ 2, 3, 4, 5};
  for (int round = 0; round < rounds; round++) mix(s, round);
  if (s[0] == 0x0123456789ABCDEFull) *out = thread;
}

__global__ void stencil(const double* __restrict__ from, double* __restrict__ to, int n) {
  int x = blockIdx.x * blockDim.x + threadIdx.x + 1;
  int y = blockIdx.y * blockDim.y + threadIdx.y + 1;
  if (x >= n - 1 || y >= n - 1) return;
  size_t plane = size_t(n) * n;
  for (int z = 1; z < n - 1; z++) {
    size_t i = z * plane + size_t(y) * n + x;
    to[i] = 0.4 * from[i] + 0.1 * (from[i - 1] + from[i + 1] + from[i - n] + from[i + n] + from[i - plane] + from[i + plane]);
  }
}

__global__ void multiplyAdd(int rounds, float* out) {
  float a = threadIdx.x, b = 1.0001f, c = 0.5f, d = 0.25f;
  for (int i = 0; i < rounds; i++) {
    a = fmaf(a, b, 0.0001f);
    b = fmaf(b, 0.99999f, 1e-6f);
    c = fmaf(c, a, 1e-6f);
    d = fmaf(d, 0.9999f, c);
  }
  if (a + b + c + d == 12345.678f) *out = a;
}

template <typename Launch>
static void runFor(double seconds, Launch launch) {
  auto end = Clock::now() + std::chrono::duration<double>(seconds);
  unsigned long long launches = 0;
  while (Clock::now() < end) {
    launch(++launches);
    check(cudaGetLastError(), "launch");
    check(cudaDeviceSynchronize(), "run");
  }
  std::printf("%llu launches\n", launches);
}

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: kernels memory|integer|duty|stencil|fma|hold SECONDS [...]\n");
    return 2;
  }
  const char* what = argv[1];
  double seconds = std::atof(argv[2]);
  cudaDeviceProp device;
  check(cudaGetDeviceProperties(&device, 0), "device");
  int blocks = device.multiProcessorCount * 16;
  uint64_t* out;
  check(cudaMalloc(&out, sizeof(uint64_t)), "memory");

  if (!std::strcmp(what, "memory")) {
    uint64_t bytes = uint64_t((argc > 3 ? std::atof(argv[3]) : 5.0) * (1ull << 30)) / 128 * 128;
    uint64_t* table;
    check(cudaMalloc(&table, bytes), "table");
    fillTable<<<blocks, 256>>>(table, bytes / 8);
    runFor(seconds, [&](unsigned long long i) { memoryHard<<<blocks * 8, 256>>>(table, bytes / 128, i, out); });
  } else if (!std::strcmp(what, "integer")) {
    runFor(seconds, [&](unsigned long long i) { integerOnly<<<blocks, 256>>>(i, 200000, out); });
  } else if (!std::strcmp(what, "duty")) {
    double share = (argc > 3 ? std::atof(argv[3]) : 50) / 100;
    std::chrono::duration<double, std::milli> period(argc > 4 ? std::atof(argv[4]) : 100);
    auto end = Clock::now() + std::chrono::duration<double>(seconds);
    while (Clock::now() < end) {
      auto next = Clock::now() + std::chrono::duration_cast<Clock::duration>(period);
      auto pause = Clock::now() + std::chrono::duration_cast<Clock::duration>(period * share);
      while (Clock::now() < pause) {
        integerOnly<<<blocks, 256>>>(1, 2000, out);
        check(cudaDeviceSynchronize(), "run");
      }
      std::this_thread::sleep_until(next);
    }
  } else if (!std::strcmp(what, "stencil")) {
    double gib = argc > 3 ? std::atof(argv[3]) : 4;
    int n = 64;
    while (2.0 * (n + 64) * (n + 64) * (n + 64) * sizeof(double) < gib * (1ull << 30)) n += 64;
    double *a, *b;
    size_t bytes = size_t(n) * n * n * sizeof(double);
    check(cudaMalloc(&a, bytes), "grid");
    check(cudaMalloc(&b, bytes), "grid");
    check(cudaMemset(a, 0, bytes), "grid");
    check(cudaMemset(b, 0, bytes), "grid");
    dim3 block(32, 8), grid((n + 29) / 32, (n + 5) / 8);
    runFor(seconds, [&](unsigned long long i) {
      if (i & 1) stencil<<<grid, block>>>(a, b, n);
      else stencil<<<grid, block>>>(b, a, n);
    });
  } else if (!std::strcmp(what, "fma")) {
    runFor(seconds, [&](unsigned long long) { multiplyAdd<<<blocks, 256>>>(500000, (float*)out); });
  } else if (!std::strcmp(what, "hold")) {
    void* held;
    check(cudaMalloc(&held, size_t((argc > 3 ? std::atof(argv[3]) : 8) * (1ull << 30))), "hold");
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
  } else {
    std::fprintf(stderr, "unknown: %s\n", what);
    return 2;
  }
  return 0;
}
