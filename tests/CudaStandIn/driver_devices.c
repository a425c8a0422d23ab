/* Devices: how many, what they say of themselves. The name says that they are none. */
#include "driver.h"

static pthread_mutex_t the_lock = PTHREAD_MUTEX_INITIALIZER;
static bool initialized;

int enter(void) { return pthread_mutex_lock(&the_lock); }
void leave(int *locked) { (void)locked; pthread_mutex_unlock(&the_lock); }

long setting(const char *name, long otherwise)
{
    const char *text = getenv(name);
    return text && *text ? strtol(text, NULL, 0) : otherwise;
}

/* 90 for "9.0", the default. */
int compute_capability(void)
{
    const char *text = getenv("CUDA_STAND_IN_CAPABILITY");
    int major, minor;
    return text && sscanf(text, "%d.%d", &major, &minor) == 2 ? major * 10 + minor : 90;
}

uint64_t memory_limit(void) { return (uint64_t)setting("CUDA_STAND_IN_MEMORY", 4L << 30); }

static int device_count(void) { return (int)setting("CUDA_STAND_IN_DEVICES", 1); }

result cuInit(unsigned flags)
{
    initialized = true;
    return flags ? INVALID_VALUE : SUCCESS;
}

result cuDriverGetVersion(int *version) { return *version = (int)setting("CUDA_STAND_IN_DRIVER", 12080), SUCCESS; }

result cuDeviceGetCount(int *count) { return initialized ? *count = device_count(), SUCCESS : NOT_INITIALIZED; }

result cuDeviceGet(int *device, int ordinal)
{
    if (!initialized)
        return NOT_INITIALIZED;
    *device = ordinal;
    return ordinal >= 0 && ordinal < device_count() ? SUCCESS : INVALID_DEVICE;
}

result cuDeviceGetName(char *name, int length, int device)
{
    snprintf(name, (size_t)length, "PTX on the CPU (no GPU), as sm_%d", compute_capability());
    return device < device_count() ? SUCCESS : INVALID_DEVICE;
}

result cuDeviceTotalMem_v2(size_t *bytes, int device) { return *bytes = memory_limit(), device < device_count() ? SUCCESS : INVALID_DEVICE; }

/* An H100's, but for the threads that a multiprocessor of another compute capability holds. */
result cuDeviceGetAttribute(int *value, int attribute, int device)
{
    static const int values[][2] = {
        {1, 1024}, {2, 1024}, {3, 1024}, {4, 64}, {5, 2147483647}, {6, 65535}, {7, 65535}, {8, 49152}, {9, 65536}, {10, 32},
        {11, 2147483647}, {12, 65536}, {13, 1980000}, {14, 512}, {15, 1}, {16, 132}, {17, 0}, {18, 0}, {19, 1}, {20, 0}, {31, 1}, {32, 1},
        {34, 0}, {35, 0}, {36, 2619000}, {37, 5120}, {38, 52428800}, {40, 3}, {41, 1}, {50, 0}, {78, 1}, {81, 233472},
        {82, 65536}, {83, 0}, {84, 0}, {85, 0}, {88, 0}, {89, 0}, {90, 1}, {91, 1}, {95, 0}, {97, 232448},
    };
    if (device < 0 || device >= device_count())
        return INVALID_DEVICE;
    int capability = compute_capability();
    switch (attribute) {
    case 33: return *value = device, SUCCESS;
    case 39: return *value = capability == 75 ? 1024 : capability == 86 || capability == 89 || capability == 120 ? 1536 : 2048, SUCCESS;
    case 75: return *value = capability / 10, SUCCESS;
    case 76: return *value = capability % 10, SUCCESS;
    }
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (values[i][0] == attribute)
            return *value = values[i][1], SUCCESS;
    fprintf(stderr, "CUDA stand-in: device attribute %d is not modelled\n", attribute);
    return INVALID_VALUE;
}

/* Two devices, if there are, cannot see each other's memory. */
result cuDeviceCanAccessPeer(int *can, int device, int peer) { return *can = 0, device != peer ? SUCCESS : INVALID_DEVICE; }
result cuDeviceGetP2PAttribute(int *value, int attribute, int a, int b) { return *value = 0, a != b ? SUCCESS : INVALID_DEVICE; }
result cuCtxEnablePeerAccess(void *context, unsigned flags) { return PEER_ACCESS_UNSUPPORTED; }
result cuCtxDisablePeerAccess(void *context) { return 705; }

#define NAMED(code, name) case code: *text = "CUDA_ERROR_" name; return SUCCESS
result cuGetErrorName(result error, const char **text)
{
    switch (error) {
    case SUCCESS: *text = "CUDA_SUCCESS"; return SUCCESS;
    NAMED(INVALID_VALUE, "INVALID_VALUE");
    NAMED(OUT_OF_MEMORY, "OUT_OF_MEMORY");
    NAMED(NOT_INITIALIZED, "NOT_INITIALIZED");
    NAMED(INVALID_DEVICE, "INVALID_DEVICE");
    NAMED(INVALID_CONTEXT, "INVALID_CONTEXT");
    NAMED(INVALID_PTX, "INVALID_PTX");
    NAMED(PEER_ACCESS_UNSUPPORTED, "PEER_ACCESS_UNSUPPORTED");
    NAMED(INVALID_HANDLE, "INVALID_HANDLE");
    NAMED(NOT_FOUND, "NOT_FOUND");
    NAMED(NOT_READY, "NOT_READY");
    NAMED(ILLEGAL_ADDRESS, "ILLEGAL_ADDRESS");
    NAMED(CONTEXT_IS_DESTROYED, "CONTEXT_IS_DESTROYED");
    NAMED(ALREADY_REGISTERED, "HOST_MEMORY_ALREADY_REGISTERED");
    NAMED(NOT_REGISTERED, "HOST_MEMORY_NOT_REGISTERED");
    NAMED(MISALIGNED_ADDRESS, "MISALIGNED_ADDRESS");
    NAMED(NOT_SUPPORTED, "NOT_SUPPORTED");
    }
    *text = NULL;
    return INVALID_VALUE;
}

result cuGetErrorString(result error, const char **text) { return cuGetErrorName(error, text); }
