/* Modules: PTX through the translator and the C compiler, kept on disk. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <libgen.h>
#include <sys/stat.h>
#include <unistd.h>
#include "driver.h"

enum { PATH_BYTES = 1024, NAMES = 4096 };

static uint64_t hash(uint64_t value, const char *text)
{
    for (; *text; text++)
        value = (value ^ (unsigned char)*text) * 0x100000001B3u;
    return value;
}

/* The names of parameters and labels end in numbers that differ from process to process; here they are counted from 1 instead. */
static char *with_stable_names(const char *text)
{
    const char **seen = calloc(NAMES, sizeof *seen);
    char *stable = malloc(strlen(text) * 3 + 1), *out = stable;
    int count = 0;
    while (*text) {
        *out++ = *text++;
        if (out[-1] != '_' || *text < '0' || *text > '9' || !strncmp(text - 3, "sm_", 3))
            continue;
        size_t digits = strspn(text, "0123456789");
        int known = 0;
        while (known < count && (strspn(seen[known], "0123456789") != digits || strncmp(seen[known], text, digits)))
            known++;
        if (known == NAMES)
            abort();
        if (known == count)
            seen[count++] = text;
        out += sprintf(out, "%d", known + 1);
        text += digits;
    }
    *out = 0;
    free(seen);
    return stable;
}

static char *contents(const char *path)
{
    static char nothing[1];
    FILE *file = fopen(path, "rb");
    if (!file)
        return nothing;
    char *text = calloc(1, 1 << 20);
    text[fread(text, 1, (1 << 20) - 1, file)] = 0;
    fclose(file);
    return text;
}

/* The folder of this library, where the translator lies too. */
static const char *here(void)
{
    static char path[PATH_BYTES];
    Dl_info info;
    if (!*path && dladdr((void *)here, &info))
        snprintf(path, sizeof path, "%s", dirname(strdup(info.dli_fname)));
    return path;
}

static const char *cache(void)
{
    static char path[PATH_BYTES - 256];
    const char *root = getenv("XDG_CACHE_HOME");
    root = root && *root ? root : getenv("TMPDIR");
    snprintf(path, sizeof path, "%s/cuda-stand-in", root && *root ? root : "/tmp");
    mkdir(path, 0700);
    return path;
}

static uint64_t hash_of_translator(void)
{
    static const char *const files[] = {"ptx_to_c.py", "ptx_instructions.py", "kernel.h", "compile_module.sh"};
    static uint64_t value;
    uint64_t sum = 0xCBF29CE484222325u;
    for (int i = 0; !value && i < 4; i++) {
        char path[2 * PATH_BYTES];
        snprintf(path, sizeof path, "%s/%s", here(), files[i]);
        sum = hash(sum, contents(path));
    }
    return value = value ? value : sum;
}

/* The compiled module's path; NULL where it was refused, with the reason in the log. */
static const char *compile(const char *ptx, char *log, size_t room)
{
    static char path[PATH_BYTES];
    char draft[PATH_BYTES], command[4 * PATH_BYTES];
    int capability = compute_capability();
    uint64_t seed = hash_of_translator() + (uint64_t)capability;
    snprintf(path, sizeof path, "%s/%016llx%016llx.so", cache(), (unsigned long long)hash(seed, ptx),
        (unsigned long long)hash(~seed, ptx));
    if (!access(path, R_OK))
        return path;
    snprintf(draft, sizeof draft, "%s/draft-%d-%p", cache(), (int)getpid(), (void *)log);
    snprintf(command, sizeof command, "%s.ptx", draft);
    FILE *file = fopen(command, "w");
    if (!file)
        return snprintf(log, room, "%s cannot be written", command), NULL;
    fputs(ptx, file);
    fclose(file);
    snprintf(command, sizeof command, "'%s/compile_module.sh' '%s' %d '%s'", here(), draft, capability, path);
    /* A process may reap all its children itself, and then the status is lost: the file tells too. */
    bool made = system(command) == 0 || access(path, R_OK) == 0;
    static const char *const endings[] = {".log", ".ptx", ".c", ".so"};
    for (int i = 0; i < 4; i++) {
        snprintf(command, sizeof command, "%s%s", draft, endings[i]);
        if (i == 0 && !made)
            snprintf(log, room, "%s", contents(command));
        unlink(command);
    }
    return made ? path : NULL;
}

result cuModuleLoadDataEx(void **handle, const char *ptx, unsigned count, const int *options, void **values)
{
    ENTER;
    CURRENT(context);
    char log[2048] = "";
    char *stable = with_stable_names(ptx);
    const char *path = compile(stable, log, sizeof log);
    free(stable);
    void *library = path ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : NULL;
    if (library) {
        struct module *module = make_object(MODULE, sizeof *module, context);
        module->library = library;
        return *handle = handle_of(module), SUCCESS;
    }
    fprintf(stderr, "CUDA stand-in: %s\n", path ? dlerror() : log);
    char *buffer = NULL;
    size_t bytes = 0;
    for (unsigned i = 0; i < count; i++) {
        buffer = options[i] == 5 ? values[i] : buffer;
        bytes = options[i] == 6 ? (size_t)values[i] : bytes;
    }
    if (buffer && bytes)
        snprintf(buffer, bytes, "%s", log);
    return INVALID_PTX;
}

result cuModuleLoadData(void **handle, const char *ptx) { return cuModuleLoadDataEx(handle, ptx, 0, NULL, NULL); }

/* The code stays in memory: launches that are queued still run. */
result cuModuleUnload(void *handle)
{
    ENTER;
    CURRENT(context);
    struct module *module = find_object(handle, MODULE);
    if (!module || module->object.context != context)
        return INVALID_HANDLE;
    for (size_t i = 0; i < object_count(); i++) {
        struct function *function = any_object(i);
        if (function && function->object.kind == FUNCTION && function->module == module)
            forget(function);
    }
    return forget(module), SUCCESS;
}

result cuModuleGetFunction(void **handle, void *from, const char *name)
{
    ENTER;
    CURRENT(context);
    struct module *module = find_object(from, MODULE);
    if (!module || module->object.context != context)
        return INVALID_HANDLE;
    for (const struct entry *entry = dlsym(module->library, "entries"); entry->name; entry++) {
        if (strcmp(entry->name, name))
            continue;
        struct function *function = make_object(FUNCTION, sizeof *function, context);
        function->module = module;
        function->entry = entry;
        return *handle = handle_of(function), SUCCESS;
    }
    return NOT_FOUND;
}
