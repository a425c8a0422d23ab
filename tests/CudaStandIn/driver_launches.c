/* Launches: the arguments are taken when they are asked for, the grid is run when its stream gets there. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdatomic.h>
#include <unistd.h>
#include "driver.h"

enum { MOST_CORES = 16, THREADS_WORTH_ANOTHER_CORE = 8192 };

struct grid { struct context *context; const struct work *work; atomic_long left; _Atomic result error; };
struct runner { struct worker worker; struct grid *grid; jmp_buf out; };

/* The window that an access falls into; where there is none, the end of the grid and of all that the context does. */
static void look_up(struct worker *worker, int index, uint64_t address, unsigned size)
{
    struct runner *runner = (struct runner *)worker;
    const struct site *site = &runner->grid->work->entry->sites[index];
    struct memory *memory = memory_at(address, size);
    bool allowed = memory && (memory->on_host || memory->context == runner->grid->context);
    if (allowed && address % size == 0) {
        worker->windows[index] = (struct window){memory->address, memory->bytes - size, (int64_t)((uint64_t)memory->host - memory->address)};
        return;
    }
    result error = allowed ? MISALIGNED_ADDRESS : ILLEGAL_ADDRESS, none = SUCCESS;
    if (atomic_compare_exchange_strong(&runner->grid->error, &none, error))
        fprintf(stderr, "CUDA stand-in: %s %s 0x%llx%s: '%s' of thread (%u, %u, %u) in block (%u, %u, %u)\n",
            runner->grid->work->entry->name, site->stores ? "stores to" : "loads from", (unsigned long long)address,
            allowed ? ", which is not aligned" : memory ? ", another context's memory" : ", where there is no memory", site->text,
            worker->thread[0], worker->thread[1], worker->thread[2], worker->block[0], worker->block[1], worker->block[2]);
    longjmp(runner->out, 1);
}

/* Blocks from the last to the first: their order is nobody's to count on. */
static void *run_blocks(void *argument)
{
    struct runner *runner = argument;
    struct worker *worker = &runner->worker;
    long block;
    if (setjmp(runner->out) == 0)
        while (!runner->grid->error && (block = atomic_fetch_sub(&runner->grid->left, 1)) > 0) {
            worker->block[0] = (uint32_t)((block - 1) % worker->blocks[0]);
            worker->block[1] = (uint32_t)((block - 1) / worker->blocks[0] % worker->blocks[1]);
            worker->block[2] = (uint32_t)((block - 1) / worker->blocks[0] / worker->blocks[1]);
            runner->grid->work->entry->run_block(worker, runner->grid->work->parameters);
        }
    return NULL;
}

void run_grid(struct context *context, const struct work *work)
{
    long blocks = (long)work->blocks[0] * work->blocks[1] * work->blocks[2];
    long threads = blocks * work->threads[0] * work->threads[1] * work->threads[2];
    long cores = threads < THREADS_WORTH_ANOTHER_CORE ? 1 : sysconf(_SC_NPROCESSORS_ONLN);
    cores = cores > MOST_CORES ? MOST_CORES : cores;
    struct grid grid = {context, work, blocks, SUCCESS};
    struct runner runners[MOST_CORES];
    pthread_t helpers[MOST_CORES];
    for (long i = 0; i < cores; i++) {
        runners[i].grid = &grid;
        runners[i].worker.look_up = look_up;
        memcpy(runners[i].worker.blocks, work->blocks, sizeof work->blocks);
        memcpy(runners[i].worker.threads, work->threads, sizeof work->threads);
        runners[i].worker.windows = malloc((work->entry->site_count + 1) * sizeof(struct window));
        for (unsigned site = 0; site < work->entry->site_count; site++)
            runners[i].worker.windows[site] = (struct window){UINT64_MAX, 0, 0};
        if (i && pthread_create(&helpers[i], NULL, run_blocks, &runners[i]))
            abort();
    }
    run_blocks(&runners[0]);
    for (long i = 0; i < cores; i++) {
        if (i)
            pthread_join(helpers[i], NULL);
        free(runners[i].worker.windows);
    }
    if (grid.error)
        context->error = grid.error;
}

/* The packed arguments: a buffer of just the size that the kernel's parameters take, or one pointer for each of them. */
static unsigned char *arguments(const struct entry *entry, void **pointers, void **extra)
{
    size_t bytes = 0;
    const void *buffer = NULL;
    for (; extra && *extra; extra += 2) {
        buffer = *extra == (void *)1 ? extra[1] : buffer;
        bytes = *extra == (void *)2 ? *(size_t *)extra[1] : bytes;
    }
    if (pointers || bytes != entry->parameter_bytes)
        return NULL;
    unsigned char *copy = calloc(1, bytes + 1);
    return bytes ? memcpy(copy, buffer, bytes) : copy;
}

result cuLaunchKernel(void *handle, unsigned grid_x, unsigned grid_y, unsigned grid_z, unsigned block_x, unsigned block_y, unsigned block_z,
    unsigned shared_bytes, void *queue, void **pointers, void **extra)
{
    ENTER;
    CURRENT(context);
    struct function *function = find_object(handle, FUNCTION);
    struct stream *stream;
    result wrong = stream_of(queue, context, false, &stream);
    if (wrong || !function || function->object.context != context)
        return wrong ? wrong : INVALID_HANDLE;
    if (!grid_x || !grid_y || !grid_z || grid_x > INT32_MAX || grid_y > 65535 || grid_z > 65535 || !block_x || !block_y || !block_z ||
        block_x > 1024 || block_y > 1024 || block_z > 64 || block_x * block_y * block_z > 1024 || shared_bytes > 49152)
        return INVALID_VALUE;
    unsigned char *parameters = arguments(function->entry, pointers, extra);
    if (!parameters)
        return INVALID_VALUE;
    struct work *work = enqueue(stream, LAUNCH);
    work->entry = function->entry;
    work->parameters = parameters;
    memcpy(work->blocks, (uint32_t[]){grid_x, grid_y, grid_z}, sizeof work->blocks);
    memcpy(work->threads, (uint32_t[]){block_x, block_y, block_z}, sizeof work->threads);
    return SUCCESS;
}

result cuDeviceGetAttribute(int *value, int attribute, int device);

result cuOccupancyMaxActiveBlocksPerMultiprocessor(int *blocks, void *handle, int threads, size_t shared_bytes)
{
    int room;
    cuDeviceGetAttribute(&room, 39, 0);
    if (threads < 1 || threads > 1024)
        return INVALID_VALUE;
    *blocks = room / threads < 32 ? room / threads : 32;
    return SUCCESS;
}

result cuOccupancyMaxPotentialBlockSize(int *blocks, int *threads, void *handle, void *shared_size, size_t shared_bytes, int limit)
{
    int room;
    cuDeviceGetAttribute(&room, 39, 0);
    *threads = limit > 0 && limit < 512 ? limit : 512;
    *blocks = 132 * (room / *threads);
    return SUCCESS;
}
