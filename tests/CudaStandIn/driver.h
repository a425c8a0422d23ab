/* The stand-in's own state. One lock guards all of it, and is held while a grid runs too: nothing here is fast but the kernels. */
#pragma once
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include "kernel.h"

typedef int result;
enum {
    SUCCESS = 0, INVALID_VALUE = 1, OUT_OF_MEMORY = 2, NOT_INITIALIZED = 3, INVALID_DEVICE = 101, INVALID_CONTEXT = 201,
    INVALID_PTX = 218, PEER_ACCESS_UNSUPPORTED = 217, INVALID_HANDLE = 400, NOT_FOUND = 500, NOT_READY = 600, ILLEGAL_ADDRESS = 700,
    CONTEXT_IS_DESTROYED = 709, ALREADY_REGISTERED = 712, NOT_REGISTERED = 713, MISALIGNED_ADDRESS = 716, NOT_SUPPORTED = 801,
};

enum kind { CONTEXT = 1, STREAM, EVENT, MODULE, FUNCTION };

/* What a handle names. Handles are numbers in a table, never used twice: one that is stale or no handle at all is known for that. */
struct object { enum kind kind; uint64_t handle; struct context *context; };

struct stream {
    struct object object;
    bool blocking;
    struct work *first, **end;
    struct stream *next;
};

struct context {
    struct object object;
    int device, primary_users;
    bool is_primary, active;
    result error;
    struct stream *streams, *default_stream;
};

struct event { struct object object; struct stream *stream; uint64_t recorded, done; bool timed; double time; };
struct module { struct object object; void *library; };
struct function { struct object object; struct module *module; const struct entry *entry; };

enum task { LAUNCH, COPY, SET, RECORD, WAIT };

struct work {
    struct work *next;
    uint64_t order;
    enum task task;
    uint64_t destination, source, bytes;
    unsigned char value;
    struct event *event;
    uint64_t awaited;
    const struct entry *entry;
    uint32_t blocks[3], threads[3];
    unsigned char *parameters;
};

/* Memory that a device can address: a device's own, or host memory that is page-locked. */
struct memory { uint64_t address, bytes; char *host; struct context *context; bool on_host, registered; struct memory *next; };

/* Takes the lock until the function returns. */
#define ENTER __attribute__((cleanup(leave))) int locked = enter()
int enter(void);
void leave(int *locked);

/* The current context of the calling thread, or a return with what is wrong with it. */
#define CURRENT(context) \
    struct context *context; \
    do { result wrong = current(&context); if (wrong) return wrong; } while (0)
result current(struct context **context);

void *make_object(enum kind kind, size_t bytes, struct context *context);
void *find_object(const void *handle, enum kind kind);
void *any_object(size_t index);
void *handle_of(void *object);
void forget(void *object);
size_t object_count(void);

long setting(const char *name, long otherwise);
int compute_capability(void);
uint64_t memory_limit(void);

struct memory *memory_at(uint64_t address, uint64_t bytes);
void free_memory_of(struct context *context, bool tell);
result copy_bytes(uint64_t destination, uint64_t source, uint64_t bytes);
result set_bytes(uint64_t destination, unsigned char value, uint64_t bytes);

struct stream *make_stream(struct context *context, bool blocking);
result stream_of(const void *handle, struct context *context, bool of_any_context, struct stream **stream);
struct work *enqueue(struct stream *stream, enum task task);
void run_stream(struct stream *stream, uint64_t before);
void run_context(struct context *context);
void drop_stream(struct stream *stream);
extern uint64_t last_order;

void run_grid(struct context *context, const struct work *work);
double now(void);
