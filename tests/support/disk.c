/* A disk of the tests' own, put under the binary with LD_PRELOAD. It keeps beside the database what has reached the disk: each
   file as it was at its last fsync, which is all that is left when the power goes. It can be full, and it can be gone: then nothing of the database can be read. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pread)(int, void *, size_t, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);

__attribute__((constructor)) static void find_real_ones(void) {
    real_pwrite = dlsym(RTLD_NEXT, "pwrite");
    real_pread = dlsym(RTLD_NEXT, "pread");
    real_write = dlsym(RTLD_NEXT, "write");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
}

/* The name of the database's file behind a descriptor, or nothing. */
static const char *database_file(int fd, char *path, size_t size) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, size - 1);
    if (length <= 0) return NULL;
    path[length] = 0;
    const char *name = strrchr(path, '/');
    return name && strncmp(name, "/hearth.db", 10) == 0 ? name + 1 : NULL;
}

/* Whether somebody has put up this sign, and it is about the database. */
static int says(const char *sign, int fd, int fault) {
    char path[4096];
    const char *at = getenv(sign);
    int before = errno, is_so = at && access(at, F_OK) == 0 && database_file(fd, path, sizeof path);
    errno = is_so ? fault : before;
    return is_so;
}

static int refuses_to_write(int fd) {
    return says("DISK_FULL", fd, ENOSPC) || says("DISK_GONE", fd, EIO);
}

/* Copies the file aside, whole or not at all. */
static void reached(int fd) {
    char path[4096], made[4200], ready[4200], bytes[65536];
    const char *folder = getenv("DISK_REACHED"), *name = folder ? database_file(fd, path, sizeof path) : NULL;
    if (!name) return;
    snprintf(made, sizeof made, "%s/making.%s", folder, name);
    snprintf(ready, sizeof ready, "%s/%s", folder, name);
    int to = open(made, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (to < 0) abort();
    for (off_t at = 0;;) {
        ssize_t count = real_pread(fd, bytes, sizeof bytes, at);
        if (count <= 0) break;
        if (real_write(to, bytes, count) != count) abort();
        at += count;
    }
    close(to);
    if (rename(made, ready) != 0) abort();
}

int fsync(int fd) {
    int answer = real_fsync(fd);
    if (answer == 0) reached(fd);
    return answer;
}

int fdatasync(int fd) {
    int answer = real_fdatasync(fd);
    if (answer == 0) reached(fd);
    return answer;
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
    return refuses_to_write(fd) ? -1 : real_pwrite(fd, bytes, count, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off_t at) {
    return refuses_to_write(fd) ? -1 : real_pwrite(fd, bytes, count, at);
}

ssize_t write(int fd, const void *bytes, size_t count) {
    return refuses_to_write(fd) ? -1 : real_write(fd, bytes, count);
}

ssize_t pread(int fd, void *bytes, size_t count, off_t at) {
    return says("DISK_GONE", fd, EIO) ? -1 : real_pread(fd, bytes, count, at);
}

ssize_t pread64(int fd, void *bytes, size_t count, off_t at) {
    return says("DISK_GONE", fd, EIO) ? -1 : real_pread(fd, bytes, count, at);
}
