/* Memory. A device's addresses are reserved and give a fault on the host; the bytes behind them lie elsewhere. */
#include <sys/mman.h>
#include "driver.h"

/* No address is given out twice, and nothing lies near another allocation: a stale pointer, or one too far, hits nothing. */
enum { SPACING = 1 << 20, ALIGNMENT = 256 };
static const uint64_t space = 1ull << 44;
static uint64_t base, next_address;
static struct memory *memories;

static uint64_t used_on(int device)
{
    uint64_t bytes = 0;
    for (struct memory *m = memories; m; m = m->next)
        bytes += !m->on_host && m->context->device == device ? m->bytes : 0;
    return bytes;
}

struct memory *memory_at(uint64_t address, uint64_t bytes)
{
    for (struct memory *m = memories; m; m = m->next)
        if (address >= m->address && bytes <= m->bytes && address - m->address <= m->bytes - bytes)
            return m;
    return NULL;
}

static bool is_of_a_device(uint64_t address) { return base && address >= base && address < base + space; }

static void release(struct memory **place)
{
    struct memory *memory = *place;
    *place = memory->next;
    if (!memory->registered)
        munmap(memory->host, memory->bytes);
    free(memory);
}

void free_memory_of(struct context *context, bool tell)
{
    for (struct memory **place = &memories; *place;) {
        if ((*place)->context != context) {
            place = &(*place)->next;
            continue;
        }
        if (tell)
            fprintf(stderr, "CUDA stand-in: a context was destroyed with something in it: %llu bytes\n", (unsigned long long)(*place)->bytes);
        release(place);
    }
}

static struct memory *add(struct context *context, uint64_t address, uint64_t bytes, char *host, bool on_host, bool registered)
{
    struct memory *memory = malloc(sizeof *memory);
    *memory = (struct memory){address, bytes, host, context, on_host, registered, memories};
    return memories = memory;
}

static result allocate(uint64_t *address, uint64_t bytes, bool on_host)
{
    CURRENT(context);
    if (!bytes || !address)
        return INVALID_VALUE;
    if (!on_host && (bytes > memory_limit() || used_on(context->device) > memory_limit() - bytes))
        return OUT_OF_MEMORY;
    char *host = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (host == MAP_FAILED)
        return OUT_OF_MEMORY;
    /* Not zeros, which a new page would be: whoever counts on those learns better. */
    memset(host, 0xFF, bytes);
    if (!base && (base = (uint64_t)mmap(NULL, space, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)) == (uint64_t)MAP_FAILED)
        abort();
    *address = on_host ? (uint64_t)host : (base + next_address + SPACING - 1) / SPACING * SPACING + ALIGNMENT;
    if (!on_host)
        next_address = *address - base + bytes + SPACING;
    add(context, *address, bytes, host, on_host, false);
    return SUCCESS;
}

static result give_back(uint64_t address, bool on_host)
{
    CURRENT(context);
    for (struct memory **place = &memories; *place; place = &(*place)->next) {
        struct memory *memory = *place;
        if (memory->address != address || memory->on_host != on_host || memory->registered || (memory->context != context && !on_host))
            continue;
        run_context(memory->context);
        release(place);
        return context->error;
    }
    return address ? INVALID_VALUE : SUCCESS;
}

result cuMemAlloc_v2(uint64_t *address, size_t bytes) { ENTER; return allocate(address, bytes, false); }
result cuMemFree_v2(uint64_t address) { ENTER; return give_back(address, false); }
result cuMemAllocHost_v2(void **address, size_t bytes) { ENTER; return allocate((uint64_t *)address, bytes, true); }
result cuMemHostAlloc(void **address, size_t bytes, unsigned flags) { ENTER; return allocate((uint64_t *)address, bytes, true); }
result cuMemFreeHost(void *address) { ENTER; return give_back((uint64_t)address, true); }

result cuMemGetInfo_v2(size_t *left, size_t *total)
{
    ENTER;
    CURRENT(context);
    *total = memory_limit();
    *left = *total - used_on(context->device);
    return SUCCESS;
}

result cuMemHostRegister_v2(void *address, size_t bytes, unsigned flags)
{
    ENTER;
    CURRENT(context);
    uint64_t first = (uint64_t)address;
    if (!address || !bytes || is_of_a_device(first))
        return INVALID_VALUE;
    for (struct memory *m = memories; m; m = m->next)
        if (first < m->address + m->bytes && m->address < first + bytes)
            return ALREADY_REGISTERED;
    add(context, first, bytes, address, true, true);
    return SUCCESS;
}

result cuMemHostUnregister(void *address)
{
    ENTER;
    CURRENT(context);
    for (struct memory **place = &memories; *place; place = &(*place)->next)
        if ((*place)->address == (uint64_t)address && (*place)->registered)
            return release(place), SUCCESS;
    return NOT_REGISTERED;
}

result cuMemHostGetDevicePointer_v2(uint64_t *device, void *address, unsigned flags)
{
    ENTER;
    CURRENT(context);
    struct memory *memory = memory_at((uint64_t)address, 1);
    *device = (uint64_t)address;
    return memory && memory->on_host ? SUCCESS : INVALID_VALUE;
}

result cuMemGetAddressRange_v2(uint64_t *first, size_t *bytes, uint64_t address)
{
    ENTER;
    CURRENT(context);
    struct memory *memory = memory_at(address, 1);
    if (!memory)
        return NOT_FOUND;
    if (first)
        *first = memory->address;
    if (bytes)
        *bytes = memory->bytes;
    return SUCCESS;
}

result cuPointerGetAttribute(void *value, int attribute, uint64_t address)
{
    ENTER;
    struct memory *memory = memory_at(address, 1);
    if (!memory || !value)
        return INVALID_VALUE;
    switch (attribute) {
    case 1: return *(void **)value = handle_of(memory->context), SUCCESS;
    case 2: return *(unsigned *)value = memory->on_host ? 1 : 2, SUCCESS;
    case 3: return *(uint64_t *)value = address, SUCCESS;
    case 4: return memory->on_host ? *(uint64_t *)value = address, SUCCESS : INVALID_VALUE;
    case 8: return *(unsigned char *)value = 0, SUCCESS;
    case 9: return *(int *)value = memory->context->device, SUCCESS;
    case 11: return *(uint64_t *)value = memory->address, SUCCESS;
    case 12: return *(size_t *)value = memory->bytes, SUCCESS;
    }
    return NOT_SUPPORTED;
}

/* Any address that is no device's is the host's own, page-locked or not. */
static char *host_address(uint64_t address, uint64_t bytes)
{
    struct memory *memory = memory_at(address, bytes);
    return memory ? memory->host + (address - memory->address) : is_of_a_device(address) ? NULL : (char *)address;
}

result copy_bytes(uint64_t destination, uint64_t source, uint64_t bytes)
{
    char *to = host_address(destination, bytes), *from = host_address(source, bytes);
    return to && from ? memmove(to, from, bytes), SUCCESS : ILLEGAL_ADDRESS;
}

result set_bytes(uint64_t destination, unsigned char value, uint64_t bytes)
{
    struct memory *memory = memory_at(destination, bytes);
    return memory ? memset(memory->host + (destination - memory->address), value, bytes), SUCCESS : ILLEGAL_ADDRESS;
}
