/* What translated kernels and the driver share: a worker's place in the grid, the check of each access, and PTX's arithmetic. */
#pragma once
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* A load or store in the code. */
struct site { unsigned size; bool stores; const char *text; };

/* Where a site's last access was: the device's addresses, and what to add for the host's. */
struct window { uint64_t low, room; int64_t shift; };

struct worker {
    uint32_t thread[3], block[3], threads[3], blocks[3];
    struct window *windows;
    void (*look_up)(struct worker *, int site, uint64_t address, unsigned size);
};

struct entry {
    const char *name;
    unsigned parameter_bytes, site_count;
    const struct site *sites;
    void (*run_block)(struct worker *, const unsigned char *parameters);
};

#define EACH_THREAD(w) \
    for ((w)->thread[2] = 0; (w)->thread[2] < (w)->threads[2]; (w)->thread[2]++) \
        for ((w)->thread[1] = 0; (w)->thread[1] < (w)->threads[1]; (w)->thread[1]++) \
            for ((w)->thread[0] = 0; (w)->thread[0] < (w)->threads[0]; (w)->thread[0]++)

/* The host's address of bytes that the kernel may touch; look_up does not return where it may not. */
static inline void *at(struct worker *w, int site, uint64_t address, unsigned size)
{
    struct window *window = &w->windows[site];
    if (__builtin_expect(address - window->low > window->room || (address & (size - 1)) != 0, 0))
        w->look_up(w, site, address, size);
    return (void *)(address + (uint64_t)window->shift);
}

static inline float f32_of(uint32_t bits) { float value; memcpy(&value, &bits, 4); return value; }
static inline double f64_of(uint64_t bits) { double value; memcpy(&value, &bits, 8); return value; }
static inline uint32_t bits_f32(float value) { uint32_t bits; memcpy(&bits, &value, 4); return bits; }
static inline uint64_t bits_f64(double value) { uint64_t bits; memcpy(&bits, &value, 8); return bits; }

/* NVIDIA's float32 arithmetic gives one NaN, whatever went in; its float64 arithmetic keeps what went in, as this processor does. */
static inline float number(float value) { return __builtin_expect(value != value, 0) ? f32_of(0x7FFFFFFF) : value; }
static inline float fma_f32(float a, float b, float c) { return __builtin_fmaf(a, b, c); }
static inline double fma_f64(double a, double b, double c) { return __builtin_fma(a, b, c); }

static inline float minimum(float a, float b)
{
    if (a != a || b != b) return f32_of(0x7FFFFFFF);
    return a < b || (a == b && signbit(a)) ? a : b;
}

static inline float maximum(float a, float b)
{
    if (a != a || b != b) return f32_of(0x7FFFFFFF);
    return a > b || (a == b && !signbit(a)) ? a : b;
}

/* Dividing by 0 gives something on a GPU too, and no signal. */
#define DIVISION(bits) \
    static inline uint##bits##_t divide_u##bits(uint##bits##_t a, uint##bits##_t b) { return b ? a / b : (uint##bits##_t)-1; } \
    static inline uint##bits##_t remainder_u##bits(uint##bits##_t a, uint##bits##_t b) { return b ? a % b : a; } \
    static inline int##bits##_t divide_s##bits(int##bits##_t a, int##bits##_t b) { return b == -1 ? -a : b ? a / b : -1; } \
    static inline int##bits##_t remainder_s##bits(int##bits##_t a, int##bits##_t b) { return b == -1 ? 0 : b ? a % b : a; }
DIVISION(16)
DIVISION(32)
DIVISION(64)

static inline float from_half(uint16_t half)
{
    uint32_t magnitude = half & 0x7FFF, sign = (uint32_t)(half & 0x8000) << 16;
    if (magnitude > 0x7C00) return f32_of(0x7FFFFFFF);
    if (magnitude == 0x7C00) return f32_of(sign | 0x7F800000);
    /* Exact: the significand's bits moved into place, the exponent mended by a product. */
    return f32_of(sign | bits_f32(f32_of(magnitude << 13) * 0x1p112f));
}

static inline uint16_t to_half(float value)
{
    uint32_t bits = bits_f32(value), sign = bits >> 16 & 0x8000, magnitude = bits & 0x7FFFFFFF;
    if (magnitude > 0x7F800000) return 0x7FFF;
    if (magnitude >= 0x477FF000) return sign | 0x7C00;
    /* Below the least normal number, adding a half makes the processor round at the subnormals' last place. */
    if (magnitude < 0x38800000) return sign | (bits_f32(f32_of(magnitude) + 0.5f) - bits_f32(0.5f));
    return sign | ((magnitude + 0xFFF + (magnitude >> 13 & 1) - 0x38000000) >> 13);
}

static inline uint16_t to_bfloat16(float value)
{
    uint32_t bits = bits_f32(value);
    return value != value ? 0x7FFF : (bits + 0x7FFF + (bits >> 16 & 1)) >> 16;
}
