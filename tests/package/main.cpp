#include <iostream>

#include "jitlint/diagnostic.h"
#include "jitlint/version.h"

int main() {
    std::cout << jitlint::kVersion << '\n';
    return 0;
}
