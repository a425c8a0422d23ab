/* What the stand-in must catch, each in a context of its own; the messages about kernels on stderr are meant. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef uint64_t address;
#define API(name, ...) extern int name(__VA_ARGS__)
API(cuInit, unsigned);
API(cuCtxCreate_v2, void **, unsigned, int);
API(cuCtxDestroy_v2, void *);
API(cuCtxSetCurrent, void *);
API(cuCtxGetCurrent, void **);
API(cuCtxSynchronize, void);
API(cuDevicePrimaryCtxRetain, void **, int);
API(cuDevicePrimaryCtxRelease_v2, int);
API(cuDevicePrimaryCtxGetState, int, unsigned *, int *);
API(cuDeviceGetName, char *, int, int);
API(cuMemAlloc_v2, address *, size_t);
API(cuMemFree_v2, address);
API(cuMemAllocHost_v2, void **, size_t);
API(cuMemHostRegister_v2, void *, size_t, unsigned);
API(cuMemHostUnregister, void *);
API(cuMemcpyAsync, address, address, size_t, void *);
API(cuMemcpyDtoH_v2, void *, address, size_t);
API(cuMemsetD8Async, address, unsigned char, size_t, void *);
API(cuPointerGetAttribute, void *, int, address);
API(cuStreamCreate, void **, unsigned);
API(cuStreamDestroy_v2, void *);
API(cuStreamSynchronize, void *);
API(cuStreamQuery, void *);
API(cuStreamWaitEvent, void *, void *, unsigned);
API(cuEventCreate, void **, unsigned);
API(cuEventRecord, void *, void *);
API(cuEventQuery, void *);
API(cuEventSynchronize, void *);
API(cuEventElapsedTime, float *, void *, void *);
API(cuModuleLoadDataEx, void **, const char *, unsigned, int *, void **);
API(cuModuleUnload, void *);
API(cuModuleGetFunction, void **, void *, const char *);
API(cuLaunchKernel, void *, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, void *, void **, void **);

static int failures, checks;
#define EQUAL(wanted, got) do { \
    long long w = (long long)(wanted), g = (long long)(got); \
    checks++; \
    if (w != g && ++failures) printf("line %d: %s is %lld instead of %lld\n", __LINE__, #got, g, w); } while (0)

/* Thread i of all adds 1 to element i of a vector. */
#define HEAD ".version 7.0\n.target sm_75\n.address_size 64\n.visible .entry Add(\n.param .b64 _data_12345\n)\n{\n" \
    ".reg .pred %p<2>;\n.reg .b32 %r<5>;\n.reg .b64 %rd<5>;\n.reg .f32 %f<3>;\n"
#define PLACE "ld.param.b64 %rd1, [_data_12345];\nmov.b32 %r1, %ctaid.x;\nmov.b32 %r2, %ntid.x;\nmov.b32 %r3, %tid.x;\n" \
    "mad.lo.u32 %r4, %r1, %r2, %r3;\ncvt.u64.u32 %rd2, %r4;\nmad.lo.u64 %rd3, %rd2, 4, %rd1;\n"
#define MODULE_OF(instructions) HEAD PLACE instructions "ret;\n}\n"
static const char add_one[] = MODULE_OF("ld.global.f32 %f1, [%rd3];\nadd.rn.f32 %f2, %f1, 0f3F800000;\nst.global.f32 [%rd3], %f2;\n");

static void *context(void) { void *handle; EQUAL(0, cuCtxCreate_v2(&handle, 0, 0)); return handle; }
static address memory(size_t bytes) { address data = 0; EQUAL(0, cuMemAlloc_v2(&data, bytes)); return data; }
static void *stream(unsigned flags) { void *handle; EQUAL(0, cuStreamCreate(&handle, flags)); return handle; }

static void *kernel(void)
{
    void *module = NULL, *function = NULL;
    EQUAL(0, cuModuleLoadDataEx(&module, add_one, 0, NULL, NULL));
    EQUAL(500, cuModuleGetFunction(&function, module, "Subtract"));
    EQUAL(0, cuModuleGetFunction(&function, module, "Add"));
    return function;
}

static int launch(void *function, unsigned blocks, unsigned threads, void *queue, address data, size_t bytes)
{
    void *extra[] = {(void *)1, &data, (void *)2, &bytes, NULL};
    return cuLaunchKernel(function, blocks, 1, 1, threads, 1, 1, 0, queue, NULL, extra);
}

static void a_kernel_runs(void)
{
    void *own = context(), *function = kernel();
    address data = memory(4000);
    float values[1000];
    EQUAL(0, cuMemsetD8Async(data, 0, 4000, NULL));
    EQUAL(0, launch(function, 100, 10, NULL, data, 8));
    EQUAL(0, cuMemcpyDtoH_v2(values, data, 4000));
    for (int i = 0; i < 1000; i++)
        EQUAL(1, values[i]);
    /* What nobody wrote is a NaN of ones; arithmetic makes NVIDIA's one NaN of it. */
    data = memory(4);
    EQUAL(0, cuMemcpyDtoH_v2(values, data, 4));
    EQUAL(-1, *(int *)values);
    EQUAL(0, launch(function, 1, 1, NULL, data, 8));
    EQUAL(0, cuMemcpyDtoH_v2(values, data, 4));
    EQUAL(0x7FFFFFFF, *(int *)values);
    EQUAL(1, launch(function, 100, 10, NULL, data, 4));
    EQUAL(1, launch(function, 0, 10, NULL, data, 8));
    EQUAL(1, launch(function, 1, 1025, NULL, data, 8));
    EQUAL(0, cuCtxDestroy_v2(own));
}

static void accesses_are_checked(void)
{
    address other = (context(), memory(400));
    for (int way = 0; way < 4; way++) {
        void *own = context(), *function = kernel();
        address data = memory(400);
        int threads = way == 0 ? 101 : 100;
        if (way == 3)
            EQUAL(0, cuMemFree_v2(data));
        EQUAL(0, launch(function, 1, (unsigned)threads, NULL, way == 1 ? other : way == 2 ? data + 2 : data, 8));
        EQUAL(way == 2 ? 716 : 700, cuCtxSynchronize());
        EQUAL(way == 2 ? 716 : 700, cuMemAlloc_v2(&data, 4));
        EQUAL(0, cuCtxDestroy_v2(own));
    }
    EQUAL(0, cuCtxSynchronize());
}

static void nothing_is_done_before_it_is_waited_for(void)
{
    void *own = context(), *function = kernel(), *first = stream(1), *second = stream(1), *event, *later;
    address data = memory(4);
    void *pinned;
    EQUAL(0, cuMemAllocHost_v2(&pinned, 4));
    EQUAL(0, cuEventCreate(&event, 0));
    EQUAL(0, cuEventCreate(&later, 0));
    EQUAL(0, cuMemsetD8Async(data, 0, 4, first));
    EQUAL(0, launch(function, 1, 1, first, data, 8));
    EQUAL(0, cuEventRecord(event, first));
    /* The other stream does not wait for the first. */
    EQUAL(0, cuMemcpyAsync((address)pinned, data, 4, second));
    EQUAL(0, cuStreamSynchronize(second));
    EQUAL(-1, *(int *)pinned);
    EQUAL(600, cuEventQuery(event));
    EQUAL(0, cuEventQuery(event));
    /* It does when it is told to. */
    EQUAL(0, launch(function, 1, 1, first, data, 8));
    EQUAL(0, cuEventRecord(event, first));
    EQUAL(0, cuStreamWaitEvent(second, event, 0));
    EQUAL(0, cuMemcpyAsync((address)pinned, data, 4, second));
    EQUAL(0, cuEventRecord(later, second));
    float value, elapsed;
    EQUAL(600, cuEventElapsedTime(&elapsed, event, later));
    EQUAL(0, cuStreamSynchronize(second));
    EQUAL(0, cuEventElapsedTime(&elapsed, event, later));
    memcpy(&value, pinned, 4);
    EQUAL(2, value);
    EQUAL(0, cuCtxDestroy_v2(own));
}

static void the_default_stream_waits_for_blocking_ones_only(void)
{
    for (unsigned flags = 0; flags < 2; flags++) {
        void *own = context(), *queue = stream(flags);
        address data = memory(4);
        int value = 0;
        EQUAL(0, cuMemsetD8Async(data, 1, 4, queue));
        EQUAL(0, cuMemcpyDtoH_v2(&value, data, 4));
        EQUAL(flags ? -1 : 0x01010101, value);
        EQUAL(0, cuMemsetD8Async(data, 2, 4, NULL));
        EQUAL(0, cuMemcpyAsync((address)&value, data, 4, queue));
        EQUAL(0, cuStreamSynchronize(queue));
        EQUAL(flags ? 0x01010101 : 0x02020202, value);
        EQUAL(0, cuCtxDestroy_v2(own));
    }
}

static void handles_belong_to_their_context(void)
{
    void *first = context(), *function = kernel(), *queue = stream(0);
    address data = memory(4);
    void *second = context(), *event;
    EQUAL(400, launch(function, 1, 1, NULL, data, 8));
    EQUAL(400, launch(kernel(), 1, 1, queue, data, 8));
    EQUAL(0, cuEventCreate(&event, 0));
    EQUAL(400, cuEventRecord(event, queue));
    EQUAL(1, cuMemFree_v2(data));
    EQUAL(0, cuStreamSynchronize(queue));
    EQUAL(0, cuCtxDestroy_v2(first));
    EQUAL(400, cuStreamSynchronize(queue));
    EQUAL(400, cuModuleUnload(function));
    EQUAL(201, cuCtxSetCurrent(first));
    EQUAL(201, cuCtxDestroy_v2(first));
    EQUAL(0, cuCtxDestroy_v2(second));
    /* On this thread the first is still the current one. */
    EQUAL(709, cuCtxSynchronize());
    EQUAL(0, cuCtxSetCurrent(NULL));
}

static void the_primary_context_is_counted(void)
{
    void *primary, *again;
    unsigned flags;
    int active;
    EQUAL(201, cuDevicePrimaryCtxRelease_v2(0));
    EQUAL(0, cuDevicePrimaryCtxRetain(&primary, 0));
    EQUAL(0, cuDevicePrimaryCtxRetain(&again, 0));
    EQUAL(primary == again, 1);
    EQUAL(201, cuCtxDestroy_v2(primary));
    EQUAL(0, cuCtxSetCurrent(primary));
    address data = memory(4);
    void *owner;
    unsigned type;
    EQUAL(0, cuPointerGetAttribute(&owner, 1, data + 3));
    EQUAL(owner == primary, 1);
    EQUAL(0, cuPointerGetAttribute(&type, 2, data));
    EQUAL(2, type);
    EQUAL(1, cuPointerGetAttribute(&type, 2, (address)&type));
    EQUAL(0, cuDevicePrimaryCtxRelease_v2(0));
    EQUAL(0, cuCtxSynchronize());
    EQUAL(0, cuDevicePrimaryCtxRelease_v2(0));
    EQUAL(0, cuDevicePrimaryCtxGetState(0, &flags, &active));
    EQUAL(0, active);
    EQUAL(709, cuCtxSynchronize());
    EQUAL(0, cuCtxSetCurrent(NULL));
    EQUAL(201, cuMemAlloc_v2(&data, 4));
}

static void memory_is_limited_and_page_locked_once(void)
{
    void *own = context();
    address data;
    static char page[4096];
    EQUAL(2, cuMemAlloc_v2(&data, (size_t)1 << 40));
    EQUAL(1, cuMemAlloc_v2(&data, 0));
    EQUAL(1, cuMemcpyAsync((address)page, memory(4), 8, NULL));
    EQUAL(0, cuMemHostRegister_v2(page, 4096, 0));
    EQUAL(712, cuMemHostRegister_v2(page + 8, 8, 0));
    EQUAL(0, launch(kernel(), 1, 1024, NULL, (address)page, 8));
    EQUAL(0, cuCtxSynchronize());
    EQUAL(0, memcmp(page + 4092, &(float){1}, 4));
    EQUAL(0, cuMemHostUnregister(page));
    EQUAL(713, cuMemHostUnregister(page));
    EQUAL(0, cuCtxDestroy_v2(own));
}

static void ptx_that_is_none_is_refused(void)
{
    static const char *const modules[][2] = {
        {MODULE_OF("ex2.approx.f32 %f1, %f1;\n"), "ex2.approx.f32"},
        {MODULE_OF("add.f32 %f1, %f1, %f1;\n"), "add.f32"},
        {MODULE_OF("selp.b32 %r1, %r1, [0x7E00], %p1;\n"), "[0x7E00]"},
        {MODULE_OF("add.rn.f32 %f1, %f1, %rd1;\n"), "%rd1"},
        {MODULE_OF("add.s32 %f1, %r1, %r1;\n"), "%f1"},
        {MODULE_OF("max.NaN.f32 %f1, %f1, %f2;\n"), "sm_80"},
        {MODULE_OF("mov.b32 %r9, %r1;\n"), "%r9"},
        {MODULE_OF("ld.param.b64 %rd1, [_data_12345+8];\n"), "ld.param.b64"},
        {MODULE_OF("bar.sync 0;\n"), "bar.sync"},
        {MODULE_OF("") ".visible .func (.param .f32 r_1) F(.param .b32 a_1)\n{\n.reg .b32 %r<2>;\nst.param.f32 [r_1], %rd1;\nret;\n}\n", "%rd1"},
        {".version 7.0\n.target sm_999\n.address_size 64\n", "sm_999"},
    };
    void *own = context(), *module;
    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++) {
        char log[1024] = "";
        EQUAL(218, cuModuleLoadDataEx(&module, modules[i][0], 2, (int[]){5, 6}, (void *[]){log, (void *)sizeof log}));
        EQUAL(1, strstr(log, modules[i][1]) != NULL);
    }
    EQUAL(0, cuCtxDestroy_v2(own));
}

int main(void)
{
    char name[100];
    void *none;
    cuInit(0);
    EQUAL(0, cuDeviceGetName(name, sizeof name, 0));
    EQUAL(1, strstr(name, "no GPU") != NULL);
    EQUAL(0, cuCtxGetCurrent(&none));
    EQUAL(0, none);
    EQUAL(201, cuCtxSynchronize());
    a_kernel_runs();
    accesses_are_checked();
    nothing_is_done_before_it_is_waited_for();
    the_default_stream_waits_for_blocking_ones_only();
    handles_belong_to_their_context();
    the_primary_context_is_counted();
    memory_is_limited_and_page_locked_once();
    ptx_that_is_none_is_refused();
    printf("CUDA stand-in: %d of %d checks of itself hold\n", checks - failures, checks);
    return failures != 0;
}
