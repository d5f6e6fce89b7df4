// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

// Tokens for tests: the parts of ERC-20, ERC-721 and ERC-1155 that are read, over balances that anybody may set.
// The .bin files beside it were compiled from it, and renamed, by:
//   npx solc@0.8.37 --bin --optimize TestTokens.sol

contract TestErc20 {
    uint8 public immutable decimals;
    mapping(address => uint256) public balanceOf;

    constructor(uint8 decimals_) {
        decimals = decimals_;
    }

    function set(address owner, uint256 amount) external {
        balanceOf[owner] = amount;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
        return true;
    }
}

// An ERC-20 of the time before decimals() was usual; it is optional still.
contract TestErc20WithoutDecimals {
    mapping(address => uint256) public balanceOf;

    function set(address owner, uint256 amount) external {
        balanceOf[owner] = amount;
    }
}

contract TestErc721 {
    mapping(uint256 => address) private owners;
    mapping(address => uint256) public balanceOf;

    function supportsInterface(bytes4 id) external pure returns (bool) {
        return id == 0x01ffc9a7 || id == 0x80ac58cd;
    }

    function ownerOf(uint256 token) external view returns (address) {
        require(owners[token] != address(0), "no such token");
        return owners[token];
    }

    function set(address owner, uint256 token) external {
        if (owners[token] != address(0)) {
            balanceOf[owners[token]] -= 1;
        }
        owners[token] = owner;
        balanceOf[owner] += 1;
    }
}

contract TestErc1155 {
    mapping(address => mapping(uint256 => uint256)) private balances;

    function supportsInterface(bytes4 id) external pure returns (bool) {
        return id == 0x01ffc9a7 || id == 0xd9b67a26;
    }

    function balanceOf(address owner, uint256 token) external view returns (uint256) {
        return balances[owner][token];
    }

    function set(address owner, uint256 token, uint256 amount) external {
        balances[owner][token] = amount;
    }
}

// Has code, and no function.
contract TestMute {}
