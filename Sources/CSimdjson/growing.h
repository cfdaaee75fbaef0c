/// A growing array owns plain values in memory that C can free.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <type_traits>
#include <utility>

namespace csj {

template <typename T>
class Growing {
  static_assert(std::is_trivially_copyable<T>::value, "realloc moves the values");

 public:
  T *items = nullptr;
  size_t count = 0;

  Growing() = default;
  Growing(const Growing &) = delete;
  Growing &operator=(const Growing &) = delete;
  ~Growing() { std::free(items); }

  size_t capacity() const { return capacity_; }

  /// Makes room for `wanted` values in all; false when memory ran out.
  bool reserve(size_t wanted) {
    if (wanted <= capacity_) return true;
    const size_t larger = std::max({wanted, capacity_ * 2, size_t(16)});
    void *moved = std::realloc(items, larger * sizeof(T));
    if (moved == nullptr) return false;
    items = static_cast<T *>(moved);
    capacity_ = larger;
    return true;
  }

  bool append(const T &value) {
    if (count == capacity_ && !reserve(count + 1)) return false;
    items[count++] = value;
    return true;
  }

  bool append(const T *values, size_t added) {
    if (!reserve(count + added)) return false;
    if (added != 0) std::memcpy(items + count, values, added * sizeof(T));
    count += added;
    return true;
  }

  /// Hands the values over without the room behind them; null when there are none.
  T *take() {
    T *taken = items;
    if (count == 0) {
      std::free(taken);
      taken = nullptr;
    } else if (void *fitted = std::realloc(taken, count * sizeof(T))) {
      taken = static_cast<T *>(fitted);
    }
    items = nullptr;
    count = capacity_ = 0;
    return taken;
  }

  void swap(Growing &other) {
    std::swap(items, other.items);
    std::swap(count, other.count);
    std::swap(capacity_, other.capacity_);
  }

  void release() {
    std::free(items);
    items = nullptr;
    count = capacity_ = 0;
  }

 private:
  size_t capacity_ = 0;
};

}  // namespace csj
