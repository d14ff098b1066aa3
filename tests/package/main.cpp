#include <iostream>

#include "jitlint/diagnostic.h"
#include "jitlint/version.h"

int main() {
    std::cout << jitlint::version_string << '\n';
    return 0;
}
